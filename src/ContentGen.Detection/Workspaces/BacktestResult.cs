using System.Collections.Immutable;

namespace ContentGen.Detection.Workspaces;

/// <summary>What a rule would have done in the past.</summary>
/// <param name="Subject">The rule.</param>
/// <param name="Days">Every day, the oldest first; none when there is a reason.</param>
/// <param name="Reason">Why there is no answer; null when there is one.</param>
public sealed record BacktestResult(TestSubject Subject, ImmutableArray<BacktestDay> Days, TestFinding? Reason)
{
    public long Hits => Days.Sum(d => d.Hits);

    public long Alerts => Days.Sum(d => d.Alerts);
}
