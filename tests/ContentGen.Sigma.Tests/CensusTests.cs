using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;
using ContentGen.Core.Binding;

namespace ContentGen.Sigma.Tests;

/// <summary>What becomes of the corpus' rules and hunting queries: the shares may only improve.</summary>
public sealed class CensusTests
{
    [Test]
    public async Task Corpus_queries_convert_to_valid_sigma_in_known_shares()
    {
        var queries = Queries();
        var results = await Conversions.ConvertAllAsync(queries);
        var converted = results.Select((r, i) => (Result: r, queries[i].Key)).Where(r => r.Result.Yaml is not null).ToList();
        var shares = results.GroupBy(r => r.VerdictWord).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var why = results.Where(r => r.Yaml is null).Select(r => r.Reasons.Select(x => x.Split(':')[0]).FirstOrDefault() ?? "none").GroupBy(r => r).OrderByDescending(g => g.Count());
        await TestContext.Out.WriteLineAsync($"{queries.Count} queries: {string.Join(", ", shares.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key} {s.Value} ({100.0 * s.Value / queries.Count:F1} %)"))}");
        await TestContext.Out.WriteLineAsync("not convertible because of: " + string.Join(", ", why.Select(w => $"{w.Key} {w.Count()}")));
        var judged = Judge.Sigma(converted.Select(c => c.Result.Yaml!));
        var faults = converted.SelectMany((c, i) => judged[i]["errors"]!.AsArray().Select(e => $"{c.Key}: {e}").Concat(SigmaFaults.Of(c.Result.Yaml!).Select(f => $"{c.Key}: {f}"))).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(faults, Is.Empty);
            Assert.That(queries, Has.Count.GreaterThan(1250));
            Assert.That(shares.GetValueOrDefault("exact"), Is.GreaterThanOrEqualTo(15));
            Assert.That(converted, Has.Count.GreaterThanOrEqualTo(300));
        }
    }

    private static List<(string Key, string Query, QueryEnvironment Environment)> Queries()
    {
        var found = new List<(string, string, QueryEnvironment)>();
        foreach (var folder in new[] { "rules", "hunting" })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(TestFolders.Shared, "corpus", folder), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var bag = new DiagnosticBag(new SourceText(file, File.ReadAllText(file)));
                if (YamlReader.Read(bag.Source, bag) is { } root && RuleBinder.Bind(root, bag)?.Query is { } query)
                {
                    found.Add(($"{folder}/{Path.GetFileName(file)}", query.Text, QueryEnvironment.Sentinel));
                }
            }
        }

        return found;
    }
}
