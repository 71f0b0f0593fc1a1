using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

internal static class Count
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope) =>
        new(Tables.ShapeOf(node), run =>
        {
            long count = 0;
            input.Visit(run, _ => count++);
            return [[default, Value.Of(count)]];
        });
}
