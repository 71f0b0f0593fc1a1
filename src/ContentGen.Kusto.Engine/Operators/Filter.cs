using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>where: keeps the rows for which the condition is true; false and null drop a row.</summary>
internal static class Filter
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var window = new WindowUse();
        var condition = compiler.Scalar(node.Child("Condition")!, scope.WithRow(input.Shape).WithWindow(window));
        var evaluate = condition.Evaluate;
        return new RowSource(input.Shape, Rows);

        IEnumerable<Value[]> Rows(Run run)
        {
            foreach (var frame in RowLoop.Frames(run, input, window))
            {
                if (evaluate(frame).IsTrue)
                {
                    yield return frame.Row;
                }
            }
        }
    }
}
