using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>sample and sample-distinct: so many rows or values by chance, in the order of the input (the chance follows from the run's seed).</summary>
internal static class Sample
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var count = Count(compiler, node, scope);
        return new RowSource(input.Shape, run => Chosen(run, run.Keep(input.Rows(run)), count));
    }

    public static RowSource Distinct(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var count = Count(compiler, node, scope);
        var value = compiler.Scalar(node.Child("OfExpression")!, scope.WithRow(input.Shape));
        var key = GroupKeys.Canonical(value);
        return new RowSource(new Shape([Tables.ShapeOf(node).Columns[0] with { Type = value.Type }]), run =>
        {
            var frame = new Frame(run);
            var seen = new HashSet<Value>();
            var rows = new List<Value[]>();
            input.Visit(run, row =>
            {
                frame.Row = row;
                if (key(frame) is var found && seen.Add(found))
                {
                    run.CountRow();
                    rows.Add([default, found]);
                }
            });
            return Chosen(run, rows, count);
        });
    }

    private static Expr Count(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        compiler.ReadsChance(node.Span);
        return compiler.Scalar(node.Child("Expression")!, scope);
    }

    private static List<Value[]> Chosen(Run run, List<Value[]> rows, Expr count)
    {
        var most = (int)Math.Clamp(Casts.To(count.Evaluate(new Frame(run)), ScalarType.Long).AsLong, 0, int.MaxValue);
        return most >= rows.Count ? rows : [.. rows.Select((row, i) => (row, i, Chance: run.NextReal())).OrderBy(r => r.Chance).Take(most).OrderBy(r => r.i).Select(r => r.row)];
    }
}
