using System.Globalization;

namespace ContentGen.Kusto.Engine.Tests;

/// <summary>
/// The string operators, case by case, from StringOperators.tsv: the source (a page of the Kusto documentation, or a measurement on the
/// Kusto emulator that duckdb-kql's tests record), the expression, the answer. Each runs folded, and over a row of a table.
/// </summary>
public class StringOperatorTests
{
    private static IEnumerable<TestCaseData> Cases() =>
        from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "StringOperators.tsv")).Skip(1)
        let fields = line.Split('\t')
        select new TestCaseData(fields[1], fields[2]).SetArgDisplayNames(fields[1]).SetProperty("Source", fields[0]);

    [Test]
    public void At_least_150_cases_with_a_source()
    {
        Assert.That(Cases().Count(), Is.GreaterThanOrEqualTo(150));
        Assert.That(Cases().Select(c => c.Properties["Source"].Cast<string>().Single()), Has.All.Not.Empty);
    }

    [TestCaseSource(nameof(Cases))]
    public void Expression_gives_the_answer(string expression, string answer) =>
        Assert.That(Queries.Run("print x = " + expression).Cell(0, 0).ToString(), Is.EqualTo(answer == "null" ? "" : answer));

    /// <summary>The left side as a column, so that nothing is known before the rows are seen.</summary>
    [TestCaseSource(nameof(Cases))]
    public void The_same_over_a_row_gives_the_answer(string expression, string answer)
    {
        if (!expression.StartsWith('\'') || expression.IndexOf("' ", 1, StringComparison.Ordinal) is not (> 0 and var end))
        {
            Assert.Pass("its left side is no text");
            return;
        }

        var query = string.Create(CultureInfo.InvariantCulture, $"datatable(s:string)[{expression[..(end + 1)]}] | project x = s{expression[(end + 1)..]}");
        Assert.That(Queries.Run(query).Cell(0, 0).ToString(), Is.EqualTo(answer == "null" ? "" : answer));
    }
}
