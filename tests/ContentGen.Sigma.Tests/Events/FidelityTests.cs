using ContentGen.Core.Content;
using ContentGen.Sigma.Conversion;

namespace ContentGen.Sigma.Tests.Events;

/// <summary>What conversions say of themselves, tried on events.</summary>
public sealed class FidelityTests
{
    [Test]
    public async Task Claims_of_the_corpus_hold_on_events()
    {
        var claims = await TestAsync(CorpusQueries.All(), SigmaOptions.Default);
        foreach (var why in claims.Where(c => c.Unjudged is not null).GroupBy(c => c.Unjudged!.Length > 120 ? c.Unjudged[..120] : c.Unjudged).OrderByDescending(g => g.Count()))
        {
            await TestContext.Out.WriteLineAsync($"  {why.Count()} {why.Key}");
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(claims.Where(c => !c.Holds).Select(c => $"{c.Key} {c.Verdict} {c.Example}"), Is.Empty);

            // What is reached today; the engine refuses the others. It may only grow.
            Assert.That(claims.Count(c => c.Unjudged is null), Is.GreaterThanOrEqualTo(300));
            Assert.That(claims.Count(c => c.Both > 0), Is.GreaterThanOrEqualTo(130));
        }
    }

    [Test]
    public async Task Claims_of_shaped_queries_hold_on_events([Values] bool exactTerms)
    {
        var shapes = (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Events", "shapes.tsv"))).Where(l => l[0] != '#').Skip(1).Select(l => l.Split('\t')).ToList();
        var options = new SigmaOptions { ExactTerms = exactTerms };
        var verdicts = await Task.WhenAll(shapes.Select(async s => (Expected: s[0], Given: (await Conversions.ConvertAsync(s[1], options)).VerdictWord, Query: s[1])));
        var claims = await TestAsync(shapes.Select(s => (s[1], s[1], QueryEnvironment.Sentinel)), options);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(shapes, Has.Count.GreaterThanOrEqualTo(200));
            Assert.That(claims.Where(c => !c.Holds).Select(c => $"{c.Key} {c.Verdict} {c.Example}"), Is.Empty);
            Assert.That(claims.Where(c => c.Unjudged is not null).Select(c => $"{c.Key}: {c.Unjudged}"), Is.Empty);
            Assert.That(claims.Where(c => c.Both == 0).Select(c => $"{c.Key} {c.Verdict}: {c.KqlAlone}, {c.SigmaAlone}").Count(), Is.LessThanOrEqualTo(3));
            Assert.That(exactTerms ? [] : verdicts.Where(v => v.Expected != v.Given), Is.Empty);
            Assert.That(exactTerms ? verdicts.Count(v => v.Given == "exact") : int.MaxValue, Is.GreaterThan(shapes.Count(s => s[0] == "exact")));
        }
    }

    private static async Task<IReadOnlyList<Claim>> TestAsync(IEnumerable<(string Key, string Query, QueryEnvironment Environment)> queries, SigmaOptions options)
    {
        var all = queries.ToList();
        var bound = await Task.WhenAll(all.Select(q => Conversions.BindAsync(q.Query, q.Environment)));
        var converted = all.Zip(bound).Select(q => (q.First.Key, Bound: q.Second, Result: Conversions.Convert(q.Second, q.First.Query, q.First.Key, options))).Where(c => c.Result.Yaml is not null).ToList();
        var judged = Judge.Sigma(converted.Select(c => c.Result.Yaml!));
        var claims = converted.AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select((c, i) => Claim.Test(c.Key, c.Bound, c.Result, [.. judged[i]["documents"]!.AsArray().Select(d => d!.AsObject())])).ToList();
        await TestContext.Out.WriteLineAsync($"{claims.Count} converted, {claims.Count(c => c.Unjudged is null)} judged, {claims.Count(c => c.Both > 0)} with events that both find, {claims.Count(c => !c.Holds)} claims do not hold");
        return claims;
    }
}
