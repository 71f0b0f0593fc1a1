using System.Collections.Immutable;

namespace ContentGen.Checks.Facts;

/// <summary>
/// One way of rows through a query: from a source through every operator to the result, or to the join or the expression that uses them.
/// A <c>let</c> that is used twice makes two branches, and so does each member of a union.
/// </summary>
internal sealed class Branch
{
    private readonly Branch? _before;
    private readonly FlowStep? _last;
    private readonly Lazy<ImmutableArray<FlowStep>> _steps;
    private readonly Lazy<BranchTimes> _times;

    private Branch(RowSource source, BranchRole role, Branch? before, FlowStep? last)
    {
        (Source, Role, _before, _last) = (source, role, before, last);
        _steps = new Lazy<ImmutableArray<FlowStep>>(ListSteps);
        _times = new Lazy<BranchTimes>(() => BranchTimes.Of(this));
    }

    public RowSource Source { get; }

    public BranchRole Role { get; }

    /// <summary>The operators in the order in which the rows pass them.</summary>
    public ImmutableArray<FlowStep> Steps => _steps.Value;

    /// <summary>What the branch asks of the time of its records.</summary>
    public BranchTimes Times => _times.Value;

    public static Branch From(RowSource source) => new(source, BranchRole.Result, null, null);

    public Branch Through(FlowStep step) => new(Source, Role, this, step);

    public Branch As(BranchRole role) => new(Source, role, _before, _last);

    private ImmutableArray<FlowStep> ListSteps()
    {
        var steps = new Stack<FlowStep>();
        for (var branch = this; branch?._last is { } step; branch = branch._before)
        {
            steps.Push(step);
        }

        return [.. steps];
    }
}
