using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Compiling;

/// <summary>
/// A compiled tabular expression: rows of a shape, made anew each time they are asked for. A row is never changed once it was handed on.
/// The label is the name by which union withsource= knows the rows: of a table, a view, or given by as; null after any operator.
/// </summary>
internal sealed record RowSource(Shape Shape, Func<Run, IEnumerable<Value[]>> Rows, string? Label = null);
