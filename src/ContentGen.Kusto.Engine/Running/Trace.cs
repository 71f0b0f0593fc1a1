using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Kusto.Engine.Running;

/// <summary>What happened to the rows on the way, collected during a run when one is given. A trace belongs to one run.</summary>
public sealed class Trace
{
    // Rows that are told of one by one; the counts go on.
    private const int MostDropped = 1000;

    private readonly Dictionary<(TextSpan, string?), TraceStep> _steps = [];

    /// <summary>The function of the workspace in whose text a node stands: places there and in the query are not the same. Null: in the query's own.</summary>
    public Func<BoundNode, string?> FunctionOf { get; init; } = _ => null;

    /// <summary>The operators in the order of the query's text.</summary>
    public IReadOnlyList<TraceStep> Steps => [.. _steps.Values.OrderBy(s => s.Span.Start)];

    internal TraceStep Step(BoundNode node)
    {
        var key = (node.Span, FunctionOf(node));
        if (!_steps.TryGetValue(key, out var step))
        {
            _steps.Add(key, step = new TraceStep(node.Kind, node.Span, MostDropped) { Function = key.Item2 });
        }

        return step;
    }
}
