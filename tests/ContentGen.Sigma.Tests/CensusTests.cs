namespace ContentGen.Sigma.Tests;

/// <summary>What becomes of the corpus' rules and hunting queries: the shares may only improve.</summary>
public sealed class CensusTests
{
    [Test]
    public async Task Corpus_queries_convert_to_valid_sigma_in_known_shares()
    {
        var queries = CorpusQueries.All();
        var results = await Conversions.ConvertAllAsync(queries);
        var converted = results.Select((r, i) => (Result: r, queries[i].Key)).Where(r => r.Result.Yaml is not null).ToList();
        var shares = results.GroupBy(r => r.VerdictWord).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var why = results.Where(r => r.Yaml is null).Select(r => r.Reasons.Select(x => x.Split(':')[0]).FirstOrDefault() ?? "none").GroupBy(r => r).OrderByDescending(g => g.Count());
        await TestContext.Out.WriteLineAsync($"{queries.Count} queries: {string.Join(", ", shares.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key} {s.Value} ({100.0 * s.Value / queries.Count:F1} %)"))}");
        await TestContext.Out.WriteLineAsync("not convertible because of: " + string.Join(", ", why.Select(w => $"{w.Key} {w.Count()}")));
        var judged = Judge.Sigma(converted.Select(c => c.Result.Yaml!));
        var faults = converted.SelectMany((c, i) => judged[i]["errors"]!.AsArray().Select(e => $"{c.Key}: {e}"))
            .Concat(SigmaFaults.OfFiles(judged.Select(j => j["documents"]!.AsArray().Select(d => d!.AsObject()).ToList()))).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(faults, Is.Empty);
            Assert.That(queries, Has.Count.GreaterThan(1250));

            // What is reached: no class may lose to a worse one. A query that Kusto refuses is not among the converted.
            Assert.That(shares["exact"], Is.GreaterThanOrEqualTo(29));
            Assert.That(shares["exact"] + shares["widened"] + shares["narrowed"], Is.GreaterThanOrEqualTo(293));
            Assert.That(converted, Has.Count.GreaterThanOrEqualTo(469));
        }
    }
}
