using System.Text;
using System.Text.Json;

namespace ContentGen.Kusto.Engine.Tests;

/// <summary>
/// Whole queries, case by case, from QueryCases.txt: the source (a page of the Kusto documentation, the naming of the Kusto library, a
/// measurement on the emulator), the query, the columns and rows as JSON.
/// </summary>
public class QueryCaseTests
{
    private static IEnumerable<TestCaseData> Cases()
    {
        var blocks = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "QueryCases.txt")).ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        foreach (var lines in blocks.Select(b => b.Trim('\n').Split('\n')))
        {
            yield return new TestCaseData(lines[1], string.Join('\n', lines[2..])).SetArgDisplayNames(lines[1]).SetProperty("Source", lines[0].TrimStart('#', ' '));
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Query_gives_the_rows(string query, string expected) => Assert.That(Shown(Queries.Run(query)), Is.EqualTo(expected));

    // The example of the page of let: without a workspace there are only the views.
    [TestCase("let Range10 = view () { range MyColumn from 1 to 10 step 1 };\nlet Range20 = view () { range MyColumn from 1 to 20 step 1 };\nsearch MyColumn == 5", "[\"Range10\",5]\n[\"Range20\",5]")]
    [TestCase("let One = view () { print s='x' };\nlet two = print s='X';\nsearch kind=case_sensitive 'X'", "")]
    public void Search_of_a_query_that_stands_alone_goes_over_its_views(string query, string rows)
    {
        var result = QueryProgram.Compile(Queries.Bind(query, Queries.Catalog.Alone())).Program!.Run(Queries.Input());
        Assert.That(string.Join('\n', Shown(result).Split('\n')[1..]), Is.EqualTo(rows));
    }

    [TestCase("print a=int(1) | union (print a=int(1)), (print a='x') | where a == 1", "the column 'a' is not known offline")]
    [TestCase("print y=dynamic([1, 2, 3]) | project s = series_fit_2lines_dynamic(y).split_idx", "which of the points beside the cut")]
    [TestCase("print x=1 | join kind=inner nonsense=1 (print x=1) on x", "nonsense")]
    public void Doubtful_query_is_refused_with_the_reason(string query, string reason)
    {
        var compiled = QueryProgram.Compile(Queries.Bind(query));
        Assert.That(compiled.Refusal?.Construct, Does.Contain(reason));
    }

    private static string Shown(RunResult result)
    {
        var lines = new List<string> { string.Join(", ", result.Columns.Select(c => $"{c.Name}:{c.Type}")) };
        for (var row = 0; row < result.Count; row++)
        {
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                writer.WriteStartArray();
                for (var column = 0; column < result.Columns.Length; column++)
                {
                    result.WriteJson(writer, row, column);
                }

                writer.WriteEndArray();
            }

            lines.Add(Encoding.UTF8.GetString(stream.ToArray()));
        }

        return string.Join('\n', lines);
    }
}
