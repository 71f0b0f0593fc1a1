using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Compiling;

/// <summary>
/// A compiled tabular expression: rows of a shape, made anew each time they are asked for. A row is never changed once it was handed on.
/// The label is the name by which union withsource= knows the rows: of a table, a view, or given by as; null after any operator.
/// Where the columns depend on the data (bag_unpack), <see cref="Late"/> gives the rows with their columns during the run, and the shape
/// holds what the library knows of them.
/// </summary>
internal sealed record RowSource(Shape Shape, Func<Run, IEnumerable<Value[]>> Rows, string? Label = null)
{
    public Func<Run, RowSource>? Late { get; init; }

    /// <summary>
    /// The rows handed one after the other to a visitor that keeps none of them: an operator may use one array for all. Null where there is
    /// only <see cref="Rows"/>.
    /// </summary>
    public Action<Run, Action<Value[]>>? Visiting { get; init; }

    /// <summary>Of the rows of a join that keeps one left row of each key: how a filter is heard before that choice. Else null.</summary>
    public UniqueRows? Unique { get; init; }

    /// <summary>Shows each row to a visitor that does not keep it. A trace counts the rows of each operator, so it takes the other way.</summary>
    public void Visit(Run run, Action<Value[]> visitor)
    {
        if (Visiting is { } visiting && run.Trace is null)
        {
            visiting(run, visitor);
            return;
        }

        foreach (var row in Rows(run))
        {
            run.Tick();
            visitor(row);
        }
    }

    public static RowSource Deferred(Shape known, Func<Run, RowSource> late) => new(known, run => late(run).Rows(run)) { Late = late };
}
