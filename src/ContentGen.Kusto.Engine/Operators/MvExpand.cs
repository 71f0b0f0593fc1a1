using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

internal static class MvExpand
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var expansion = Expansion.Compile(compiler, node, input, scope, Tables.KnownShapeOf(node));
        return new RowSource(expansion.Shape, Rows);

        IEnumerable<Value[]> Rows(Run run)
        {
            var frame = new Frame(run);
            foreach (var row in input.Rows(run))
            {
                run.Tick();
                frame.Row = row;
                foreach (var expanded in expansion.Rows(frame))
                {
                    yield return expanded;
                }
            }
        }
    }
}
