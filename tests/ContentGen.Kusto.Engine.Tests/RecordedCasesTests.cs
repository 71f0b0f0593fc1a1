using System.Text.RegularExpressions;
using ContentGen.Kusto.Engine.Running;

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
        Assert.That(equal, Has.Count.GreaterThanOrEqualTo(262));

        // Of those that come by chance nobody can give the same values again; they are compared below.
        var reachable = cases.Where(c => !Outside().IsMatch(c.Query)).ToList();
        var reached = equal.Count(c => !Outside().IsMatch(c.Query));
        var alike = reachable.Count(c => ByChance().IsMatch(c.Query) && ChanceComparison.Difference(c) is null);
        TestContext.Out.WriteLine($"{reached} of {reachable.Count} without geo, graph and user activity, and {alike} as far as chance allows");
        Assert.That((double)(reached + alike) / reachable.Count, Is.GreaterThanOrEqualTo(0.96));
    }

    [TestCase("named-expressions-00")]
    [TestCase("named-expressions-02")]
    [TestCase("new-guid-function-00")]
    [TestCase("sample-operator-01")]
    [TestCase("series-decompose-anomalies-function-02")]
    [TestCase("series-decompose-anomalies-function-03")]
    [TestCase("series-decompose-function-00")]
    [TestCase("series-decompose-function-01")]
    public void Recorded_results_that_came_by_chance_agree_in_what_is_determined(string id)
    {
        var recorded = RecordedCase.Load().Single(c => c.Id == id);
        Assert.That(Outcome(recorded), Does.StartWith("refused"), "no rule's test may rest on chance");
        Assert.That(ChanceComparison.Difference(recorded), Is.Null);
    }

    [GeneratedRegex(@"\bgeo_|\bgraph-|\bmake-graph|activity_|active_users_count", RegexOptions.ExplicitCapture)]
    private static partial Regex Outside();

    [GeneratedRegex(@"\brand\(|\bnew_guid\(|\| sample\b", RegexOptions.ExplicitCapture)]
    private static partial Regex ByChance();

    /// <summary>The database and the cluster of the emulator, at the time of the recording.</summary>
    internal static QueryInput Emulator { get; } = Queries.Input() with { Now = Recorded, Database = "NetDefaultDB", Cluster = "localhost" };

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

        var result = compiled.Program!.RunRepeatably(Emulator, timeIsGiven: true);
        return result.Stopped is { } stopped ? $"refused: {stopped}" : ResultComparison.Difference(recorded, result);
    }
}
