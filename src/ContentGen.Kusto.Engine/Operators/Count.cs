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
            foreach (var _ in input.Rows(run))
            {
                run.Tick();
                count++;
            }

            return [[default, Value.Of(count)]];
        });
}
