using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>sort, top, take. Descending unless said otherwise; nulls first where ascending, last where descending. Ties keep the order of the input.</summary>
internal static class Sorting
{
    public static RowSource Sort(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var order = Order(compiler, node.ChildrenOf("Expressions"), scope.WithRow(input.Shape));
        return new RowSource(input.Shape, run => Sorted(run, input, order));
    }

    public static RowSource Top(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var count = compiler.Scalar(node.Child("Expression")!, scope);
        var order = Order(compiler, node.ChildrenOf("ByExpression"), scope.WithRow(input.Shape));
        return new RowSource(input.Shape, run => Sorted(run, input, order).Take(Number(count, run)));
    }

    public static RowSource Take(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var count = compiler.Scalar(node.Child("Expression")!, scope);
        return new RowSource(input.Shape, run => input.Rows(run).Take(Number(count, run)));
    }

    public static List<SortKey> Order(QueryCompiler compiler, IEnumerable<BoundNode> expressions, Scope scope) =>
        [.. expressions.Select(e => SortKey.Compile(compiler, e, scope))];

    public static IEnumerable<Value[]> Sorted(Run run, RowSource input, List<SortKey> order)
    {
        var rows = run.Keep(input.Rows(run));
        var frame = new Frame(run);
        var keyed = rows.Select((row, i) =>
        {
            run.Tick();
            frame.Row = row;
            return (Row: row, Place: i, Keys: order.Select(o => o.Value(frame)).ToArray());
        }).ToArray();
        Array.Sort(keyed, (a, b) =>
        {
            for (var i = 0; i < order.Count; i++)
            {
                if (order[i].Compare(a.Keys[i], b.Keys[i]) is var c and not 0)
                {
                    return c;
                }
            }

            return a.Place.CompareTo(b.Place);
        });
        return keyed.Select(k => k.Row);
    }

    private static int Number(Expr count, Run run) => (int)Math.Clamp(Casts.To(count.Evaluate(new Frame(run)), ScalarType.Long).AsLong, 0, int.MaxValue);
}
