using System.Collections.Immutable;
using ContentGen.Detection.Alerts;
using ContentGen.Kusto.Engine;

namespace ContentGen.Detection.Simulation;

/// <summary>One scheduled run of a rule.</summary>
/// <param name="Time">When.</param>
/// <param name="Result">The rows of the query; null when suppression left the run out.</param>
/// <param name="Alerts">What it raised.</param>
public sealed record RuleRun(DateTimeOffset Time, RunResult? Result, ImmutableArray<Alert> Alerts)
{
    public bool IsSuppressed => Result is null;
}
