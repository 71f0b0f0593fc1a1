using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>sample: so many rows by chance, in the order of the input (the chance follows from the run's seed).</summary>
internal static class Sample
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        compiler.ReadsChance(node.Span);
        var count = compiler.Scalar(node.Child("Expression")!, scope);
        return new RowSource(input.Shape, run =>
        {
            var rows = run.Keep(input.Rows(run));
            var most = (int)Math.Clamp(Casts.To(count.Evaluate(new Frame(run)), ScalarType.Long).AsLong, 0, int.MaxValue);
            return rows.Select((row, i) => (row, i, Chance: run.NextReal())).OrderBy(r => r.Chance).Take(most).OrderBy(r => r.i).Select(r => r.row).ToList();
        });
    }
}
