using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Kusto.Engine.Tests;

/// <summary>
/// Every rule and hunting query of the community corpus. Parsers and tables that are known nowhere are declared as open tables, as somebody who
/// has rows of them would; a query that the Kusto library still finds an error in would not run in Kusto either. A plain run takes every fifth;
/// CONTENTGEN_FULL=1 takes all (1,240 of 1,299 run).
/// </summary>
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
        var all = 0;
        foreach (var (path, query) in Sampling.Each(5, Queries()))
        {
            all++;
            var (bound, catalog) = Bound(query);
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
                foreach (var tables in (TableData[][])[[], [.. bound.Tables.Select(catalog.FindTable).OfType<TableSchema>().Select(t => MadeUpRows.Of(t, Rows, Engine.Tests.Queries.Now))]])
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

        TestContext.Out.WriteLine($"{ran} of {ran + refused.Count} that bind run, of {all} in all, {stopped.Count} runs stopped");
        TestContext.Out.WriteLine(string.Join('\n', refused.Select(r => r[(r.IndexOf(": ", StringComparison.Ordinal) + 2)..]).GroupBy(r => r).OrderByDescending(g => g.Count()).Select(g => $"{g.Count()} {g.Key}")));
        TestContext.Out.WriteLine(string.Join('\n', stopped));
        Assert.That(broken, Is.Empty, string.Join('\n', broken));

        // A fifth of them may lie a little below the whole.
        Assert.That(ran, Is.GreaterThanOrEqualTo(all * (Sampling.IsWhole ? 0.95 : 0.94)));
    }

    private static (BoundQuery Query, SchemaCatalog Catalog) Bound(string query)
    {
        var bound = Engine.Tests.Queries.Bind(query);
        var unknown = bound.Diagnostics.Where(d => d.Code == "KS204").Select(d => query.Substring(d.Span.Start, d.Span.Length)).Distinct().ToArray();
        if (unknown.Length == 0)
        {
            return (bound, Engine.Tests.Queries.Catalog);
        }

        var catalog = Engine.Tests.Queries.CatalogWith([.. unknown.Select(n => new TableSchema(n, [], isOpen: true, n))]);
        return (Engine.Tests.Queries.Bind(query + "\n", catalog), catalog);
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
