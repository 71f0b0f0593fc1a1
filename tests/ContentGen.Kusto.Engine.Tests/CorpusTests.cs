using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Kusto.Engine.Tests;

/// <summary>Every rule and hunting query of the community corpus that the Kusto library binds without errors.</summary>
[Category("Slow")]
public class CorpusTests
{
    private const int Rows = 20;

    [Test]
    public void Corpus_queries_run_over_empty_tables_and_over_made_up_rows()
    {
        var refused = new List<string>();
        var broken = new List<string>();
        var stopped = new List<string>();
        var ran = 0;
        foreach (var (path, query) in Queries())
        {
            var bound = Engine.Tests.Queries.Bind(query);
            if (bound.Failure != BindFailure.None || Engine.Tests.Queries.Errors(bound).Any())
            {
                continue;
            }

            try
            {
                var compiled = QueryProgram.Compile(bound);
                if (compiled.Program is not { } program)
                {
                    refused.Add($"{path}: {compiled.Refusal!.Construct}");
                    continue;
                }

                ran++;
                foreach (var tables in (TableData[][])[[], [.. bound.Tables.Select(Engine.Tests.Queries.Catalog.FindTable).OfType<TableSchema>().Select(t => MadeUpRows.Of(t, Rows, Engine.Tests.Queries.Now))]])
                {
                    var outcome = program.Run(Engine.Tests.Queries.Input(tables) with { MissingAreEmpty = true, ExternalIsEmpty = true });
                    if (outcome.Stopped is { } why)
                    {
                        stopped.Add($"{path}: {why}");
                    }
                }
            }
            catch (Exception e) when (e is not AssertionException)
            {
                broken.Add($"{path}: {e}");
            }
        }

        TestContext.Out.WriteLine($"{ran} of {ran + refused.Count} run, {stopped.Count} runs stopped");
        TestContext.Out.WriteLine(string.Join('\n', refused.Select(r => r[(r.IndexOf(": ", StringComparison.Ordinal) + 2)..]).GroupBy(r => r).OrderByDescending(g => g.Count()).Select(g => $"{g.Count()} {g.Key}")));
        TestContext.Out.WriteLine(string.Join('\n', stopped));
        Assert.That(broken, Is.Empty, string.Join('\n', broken));
        // What is reached today; the rest is refused with its reason, above. It may only grow.
        Assert.That(ran, Is.GreaterThanOrEqualTo((ran + refused.Count) * 0.95));
    }

    private static IEnumerable<(string Path, string Query)> Queries()
    {
        foreach (var folder in (string[])["rules", "hunting"])
        {
            foreach (var path in Directory.EnumerateFiles(Path.Combine(TestFolders.Shared, "corpus", folder), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var source = new SourceText(path, SourceDecoder.TryDecode(File.ReadAllBytes(path)) ?? "");
                if (YamlReader.Read(source, new DiagnosticBag(source))?.Find("query")?.Value is YamlScalar query)
                {
                    yield return (Path.GetFileName(path), query.Value);
                }
            }
        }
    }
}
