using ContentGen.Kusto.Engine;

namespace ContentGen.Detection.Simulation;

/// <summary>Runs a rule's query once, at a time, over the rows that such a run sees.</summary>
internal interface IRuleRunner
{
    ValueTask<RunResult> RunAsync(TestRows rows, DateTimeOffset time, CancellationToken cancellation);
}
