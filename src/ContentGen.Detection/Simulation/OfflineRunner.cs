using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Detection.Simulation;

/// <summary>Our own engine.</summary>
internal sealed class OfflineRunner(QueryProgram program) : IRuleRunner
{
    // A test has few rows; a query that is at it for so long will not end.
    private static readonly RunLimits Limits = new() { Time = TimeSpan.FromSeconds(20), Rows = 100_000, KeptRows = 1_000_000, WorkRows = 10_000_000 };

    public ValueTask<RunResult> RunAsync(TestRows rows, DateTimeOffset time, CancellationToken cancellation) =>
        ValueTask.FromResult(program.RunRepeatably(rows.At(time), timeIsGiven: true, Limits, cancellation));

    /// <summary>What happens to the rows on the way.</summary>
    public Trace Trace(TestRows rows, DateTimeOffset time, Func<BoundNode, string?> functionOf, CancellationToken cancellation)
    {
        var trace = new Trace { FunctionOf = functionOf };
        _ = program.Run(rows.At(time), Limits, trace, cancellation);
        return trace;
    }
}
