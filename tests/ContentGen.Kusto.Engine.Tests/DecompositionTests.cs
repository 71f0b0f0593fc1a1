using System.Text.Json;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Tests;

/// <summary>
/// The recorded decompositions start from random series, so that their queries give other rows in every run. Here the recorded series are
/// decomposed; the period (a week of hours) is found in them, and they must give the recorded answers.
/// </summary>
public class DecompositionTests
{
    [TestCase("series-decompose-function-00", "series_decompose(y)", "series_decompose_y_", "baseline", "seasonal", "trend", "residual")]
    [TestCase("series-decompose-function-01", "series_decompose(y)", "series_decompose_y_", "baseline", "seasonal", "trend", "residual")]
    [TestCase("series-decompose-anomalies-function-02", "series_decompose_anomalies(y, 1.5, -1, 'linefit')", "series_decompose_anomalies_y_", "ad_score", "baseline")]
    [TestCase("series-decompose-anomalies-function-03", "series_decompose_anomalies(y, 2.5, -1, 'linefit')", "series_decompose_anomalies_y_", "ad_score", "baseline")]
    public void Recorded_series_decompose_as_recorded(string id, string call, string prefix, params string[] columns)
    {
        var recorded = RecordedCase.Load().Single(c => c.Id == id);
        var result = Queries.Run($"print y = dynamic({Column(recorded, "y").GetRawText()}) | extend {call}");
        foreach (var column in columns)
        {
            var expected = Column(recorded, prefix + column).EnumerateArray().Select(n => n.GetDouble());
            var place = Enumerable.Range(0, result.Columns.Length).Single(i => result.Columns[i].Name == prefix + column);
            var found = result.Cell(0, place).AsArray!.Items.Select(Numbers.Real);
            Assert.That(found, Is.EqualTo(expected).Within(1e-9), column);
        }
    }

    private static JsonElement Column(RecordedCase recorded, string name) => recorded.Rows[0][Array.IndexOf(recorded.Columns, name)];
}
