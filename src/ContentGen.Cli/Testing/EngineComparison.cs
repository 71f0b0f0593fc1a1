using System.Collections.Immutable;
using ContentGen.Detection;

namespace ContentGen.Cli.Testing;

/// <summary>What the real engine says of a test beside what ours says. Where they differ, one of them is wrong, and the test fails.</summary>
internal static class EngineComparison
{
    public static TestOutcome Of(TestOutcome offline, TestOutcome real, string engine)
    {
        if (real.Verdict == Verdict.Inconclusive)
        {
            return real with { Findings = real.Findings.Add(At(real, $"offline: {TestReport.Word(offline.Verdict)}")) };
        }

        if (Difference(offline, real, engine) is { } difference)
        {
            return real with { Verdict = Verdict.Fail, Findings = [At(real, difference), .. real.Findings, .. offline.Findings.Select(f => f with { Message = $"offline: {f.Message}" })] };
        }

        // Our engine can say why, theirs cannot.
        return real with { Explanation = offline.Explanation, Trace = offline.Trace };
    }

    private static string? Difference(TestOutcome offline, TestOutcome real, string engine)
    {
        if (offline.Verdict == Verdict.Inconclusive)
        {
            return null;
        }

        if (offline.Verdict != real.Verdict)
        {
            return $"{engine} says {TestReport.Word(real.Verdict)}, offline it is {TestReport.Word(offline.Verdict)}";
        }

        var (here, there) = (Rows(offline), Rows(real));
        var run = there.Keys.FirstOrDefault(t => here.TryGetValue(t, out var count) && count != there[t]);
        return run == default ? null : $"{engine} returns {there[run]} rows in the run of {run:u}, offline it is {here[run]}";
    }

    private static ImmutableSortedDictionary<DateTimeOffset, int> Rows(TestOutcome outcome) =>
        (outcome.Simulation?.Runs ?? []).Where(r => r.Result is not null).ToImmutableSortedDictionary(r => r.Time, r => r.Result!.Count);

    private static TestFinding At(TestOutcome outcome, string message) => new(message, outcome.Test.Name.Span);
}
