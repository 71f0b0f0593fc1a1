using ContentGen.Core.Content;
using ContentGen.Sigma.Conversion;

namespace ContentGen.Sigma.Tests.Events;

/// <summary>What conversions say of themselves, tried on events.</summary>
public sealed class FidelityTests
{
    [Test]
    public async Task Claims_of_the_corpus_hold_on_events()
    {
        var claims = await TestAsync(CorpusQueries.All(), SigmaOptions.Default, sampledOf: 4);

        // What is reached today: a judge that sees nothing found proves little. It may only grow.
        var (found, alone) = Sampling.IsWhole ? (399, 283) : (98, 68);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(claims.Where(c => !c.Holds).Select(c => $"{c.Key} {c.Verdict} {c.Example}"), Is.Empty);
            Assert.That(claims.Where(c => c.Unjudged is not null).Select(c => $"{c.Key}: {c.Unjudged}"), Is.Empty);
            Assert.That(claims.Count(c => c.Neither == 0), Is.LessThanOrEqualTo(5));
            Assert.That(claims.Count(c => c.Both > 0), Is.GreaterThanOrEqualTo(found));
            Assert.That(claims.Count(c => c.Alone > 0), Is.GreaterThanOrEqualTo(alone));
        }
    }

    [Test]
    public async Task Claims_of_shaped_queries_hold_on_events([Values] bool exactTerms)
    {
        var shapes = (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Events", "shapes.tsv"))).Where(l => l[0] != '#').Skip(1).Select(l => l.Split('\t')).ToList();
        var options = new SigmaOptions { ExactTerms = exactTerms };
        var verdicts = await Task.WhenAll(shapes.Select(async s => (Expected: s[0], Given: (await Conversions.ConvertAsync(s[1], options)).VerdictWord, Query: s[1])));
        var claims = await TestAsync(shapes.Select(s => (s[1], s[1], QueryEnvironment.Sentinel)), options, sampledOf: 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(shapes, Has.Count.GreaterThanOrEqualTo(200));
            Assert.That(claims.Where(c => !c.Holds).Select(c => $"{c.Key} {c.Verdict} {c.Example}"), Is.Empty);
            Assert.That(claims.Where(c => c.Unjudged is not null).Select(c => $"{c.Key}: {c.Unjudged}"), Is.Empty);
            Assert.That(claims.Where(c => c.Both == 0).Select(c => $"{c.Key} {c.Verdict}: {c.KqlAlone}, {c.SigmaAlone}"), Is.Empty);
            Assert.That(claims.Where(c => c.Neither == 0).Select(c => $"{c.Key} {c.Verdict}: {c.Both}, {c.KqlAlone}, {c.SigmaAlone}"), Is.Empty);
            Assert.That(exactTerms ? [] : verdicts.Where(v => v.Expected != v.Given), Is.Empty);
            Assert.That(exactTerms ? verdicts.Count(v => v.Given == "exact") : int.MaxValue, Is.GreaterThan(shapes.Count(s => s[0] == "exact")));
        }
    }

    private static async Task<IReadOnlyList<Claim>> TestAsync(IEnumerable<(string Key, string Query, QueryEnvironment Environment)> queries, SigmaOptions options, int sampledOf)
    {
        var all = queries.ToList();
        var bound = await Task.WhenAll(all.Select(q => Conversions.BindAsync(q.Query, q.Environment)));
        var converted = Sampling.Each(sampledOf, all.Zip(bound).Select(q => (q.First.Key, q.First.Query, q.First.Environment, Bound: q.Second, Result: Conversions.Convert(q.Second, q.First.Query, q.First.Key, options))).Where(c => c.Result.Yaml is not null)).ToList();
        var closed = await Task.WhenAll(converted.Select(c => RunnableQuery.OfAsync(c.Query, c.Environment, c.Result.VerdictWord)));
        var judged = Judge.Sigma(converted.Select(c => c.Result.Yaml!));
        var claims = converted.AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select((c, i) => Claim.Test(c.Key, closed[i].Bound, c.Result, [.. judged[i]["documents"]!.AsArray().Select(d => d!.AsObject())])).ToList();
        for (var i = 0; i < claims.Count; i++)
        {
            // Compiled, but never run to its end.
            if (claims[i].Unjudged?.StartsWith("engine stopped", StringComparison.Ordinal) == true)
            {
                var (c, documents) = (converted[i], judged[i]["documents"]!.AsArray().Select(d => d!.AsObject()).ToList());
                closed[i] = await RunnableQuery.OfAsync(c.Query, c.Environment, c.Result.VerdictWord, q => Claim.Runs(q, c.Result, documents));
                claims[i] = Claim.Test(c.Key, closed[i].Bound, c.Result, documents);
            }
        }

        await TestContext.Out.WriteLineAsync($"{claims.Count} converted, {claims.Count(c => c.Unjudged is null)} judged ({closed.Count(c => !c.IsWhole)} by their beginning), {claims.Count(c => c.Neither > 0)} with events that neither finds, {claims.Count(c => c.Alone > 0)} with an event that both find and {claims.Count(c => c.Both > 0 && c.Alone == 0)} with several, {claims.Count(c => !c.Holds)} claims do not hold");
        return claims;
    }
}
