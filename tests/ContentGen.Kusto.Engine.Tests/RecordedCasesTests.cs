using System.Text.RegularExpressions;

namespace ContentGen.Kusto.Engine.Tests;

/// <summary>The queries of Microsoft's documentation against what the Kusto emulator answered.</summary>
public partial class RecordedCasesTests
{
    // When the results were recorded, as the query of the page on now() shows.
    private static readonly DateTimeOffset Recorded = new DateTimeOffset(2026, 8, 2, 23, 56, 44, TimeSpan.Zero).AddTicks(4_607_523);

    [Test]
    public void Recorded_results_are_equal_or_refused()
    {
        var cases = RecordedCase.Load();
        var wrong = new List<string>();
        var refused = new List<string>();
        var equal = new List<RecordedCase>();
        foreach (var recorded in cases)
        {
            var outcome = Outcome(recorded);
            if (outcome is null)
            {
                equal.Add(recorded);
            }
            else if (outcome.StartsWith("refused", StringComparison.Ordinal))
            {
                refused.Add($"{recorded.Id}: {outcome}");
            }
            else
            {
                wrong.Add($"{recorded.Id}: {outcome}");
            }
        }

        TestContext.Out.WriteLine($"{equal.Count} equal, {refused.Count} refused, {wrong.Count} wrong of {cases.Count}");
        TestContext.Out.WriteLine(string.Join('\n', refused));
        Assert.That(wrong, Is.Empty, string.Join('\n', wrong));
        Assert.That(equal, Has.Count.GreaterThanOrEqualTo(261));

        // Nobody can give again what came by chance, nor the emulator's cursor.
        var reachable = cases.Where(c => !Outside().IsMatch(c.Query)).ToList();
        var repeatable = reachable.Count(c => !ByChance().IsMatch(c.Query));
        var reached = equal.Count(c => !Outside().IsMatch(c.Query));
        TestContext.Out.WriteLine($"{reached} of {reachable.Count} without geo, graph and user activity; {repeatable} of them can be repeated");
        Assert.That((double)reached / repeatable, Is.GreaterThanOrEqualTo(0.96));
    }

    [GeneratedRegex(@"\bgeo_|\bgraph-|\bmake-graph|activity_|active_users_count", RegexOptions.ExplicitCapture)]
    private static partial Regex Outside();

    [GeneratedRegex(@"\brand\(|\bnew_guid\(|\| sample\b|\bcursor_current\(", RegexOptions.ExplicitCapture)]
    private static partial Regex ByChance();

    private static string? Outcome(RecordedCase recorded)
    {
        var bound = Queries.Bind(recorded.Query);
        if (Queries.Errors(bound).FirstOrDefault() is { } error)
        {
            return $"refused by the library: {error.Code} {error.Message}";
        }

        var compiled = QueryProgram.Compile(bound);
        if (compiled.Refusal is { } refusal)
        {
            return $"refused: {refusal.Construct} at {refusal.Span}";
        }

        var result = compiled.Program!.RunRepeatably(Queries.Input() with { Now = Recorded, Database = "NetDefaultDB", Cluster = "localhost" }, timeIsGiven: true);
        return result.Stopped is { } stopped ? $"refused: {stopped}" : ResultComparison.Difference(recorded, result);
    }
}
