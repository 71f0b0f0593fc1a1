using System.Collections.Immutable;
using ContentGen.Detection.Alerts;

namespace ContentGen.Detection.Simulation;

/// <summary>The runs of a test, oldest first. Where nothing but alert or silence is asked, runs that cannot change the answer are left out.</summary>
public sealed record RuleSimulation(ImmutableArray<RuleRun> Runs)
{
    public ImmutableArray<Alert> Alerts => [.. Runs.SelectMany(r => r.Alerts)];

    /// <summary>The last run that alerted, else the last run.</summary>
    public RuleRun Telling => Runs.LastOrDefault(r => r.Alerts.Length > 0) ?? Runs[^1];
}
