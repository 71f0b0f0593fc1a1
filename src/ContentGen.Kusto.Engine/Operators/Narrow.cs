using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>narrow: a row for each cell, with the number of its row, its column and its text.</summary>
internal static class Narrow
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode call, RowSource input, Scope scope) => new(Tables.ShapeOf(call), run =>
        input.Rows(run).SelectMany((row, r) => input.Shape.Columns.Select((c, i) => (Value[])[row[0], Value.Of((long)r), Value.Of(c.Name), Value.Of(ValueText.Of(row[i + 1], c.Type))])));
}
