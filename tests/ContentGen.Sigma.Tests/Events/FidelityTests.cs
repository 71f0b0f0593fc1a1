namespace ContentGen.Sigma.Tests.Events;

/// <summary>What conversions say of themselves, tried on events.</summary>
public sealed class FidelityTests
{
    [Test]
    public async Task Claims_of_the_corpus_hold_on_events()
    {
        var queries = CorpusQueries.All();
        var bound = await Task.WhenAll(queries.Select(q => Conversions.BindAsync(q.Query, q.Environment)));
        var converted = queries.Zip(bound).Select(q => (q.First.Key, Bound: q.Second, Result: Conversions.Convert(q.Second, q.First.Query, q.First.Key))).Where(c => c.Result.Yaml is not null).ToList();
        var judged = Judge.Sigma(converted.Select(c => c.Result.Yaml!));
        var claims = converted.AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select((c, i) => Claim.Test(c.Key, c.Bound, c.Result, [.. judged[i]["documents"]!.AsArray().Select(d => d!.AsObject())])).ToList();
        await TestContext.Out.WriteLineAsync($"{claims.Count} converted, {claims.Count(c => c.Unjudged is null)} judged, {claims.Count(c => c.Unjudged is null && c.Both > 0)} with events that both find, {claims.Count(c => !c.Holds)} claims do not hold");
        foreach (var why in claims.Where(c => c.Unjudged is not null).GroupBy(c => c.Unjudged).OrderByDescending(g => g.Count()))
        {
            await TestContext.Out.WriteLineAsync($"  {why.Count()} {why.Key}");
        }

        foreach (var claim in claims.Where(c => !c.Holds || (c.Unjudged is null && c.Both == 0)))
        {
            await TestContext.Out.WriteLineAsync($"{(claim.Holds ? "-" : "!")} {claim.Key} {claim.Verdict}: {claim.Tried} tried, {claim.Both} both, {claim.KqlAlone} KQL alone, {claim.SigmaAlone} Sigma alone {claim.Example}");
        }

        Assert.That(claims.Where(c => !c.Holds).Select(c => c.Key), Is.Empty);
    }
}
