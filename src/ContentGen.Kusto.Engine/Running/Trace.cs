using ContentGen.Core.Text;

namespace ContentGen.Kusto.Engine.Running;

/// <summary>What happened to the rows on the way, collected during a run when one is given. A trace belongs to one run.</summary>
public sealed class Trace
{
    // Rows that are told of one by one; the counts go on.
    private const int MostDropped = 1000;

    private readonly Dictionary<TextSpan, TraceStep> _steps = [];

    /// <summary>The operators in the order of the query's text.</summary>
    public IReadOnlyList<TraceStep> Steps => [.. _steps.Values.OrderBy(s => s.Span.Start)];

    internal TraceStep Step(string name, TextSpan span)
    {
        if (!_steps.TryGetValue(span, out var step))
        {
            _steps.Add(span, step = new TraceStep(name, span, MostDropped));
        }

        return step;
    }
}
