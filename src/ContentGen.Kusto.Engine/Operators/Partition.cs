using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>partition by: the subquery over the rows of each key, one result after the other.</summary>
internal static class Partition
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        if (node.Child("Operand") is not { Kind: "PartitionSubquery" } operand)
        {
            throw QueryCompiler.Refuse("partition with a query in braces", node);
        }

        var key = GroupKeys.Canonical(compiler.Scalar(node.Child("ByExpression")!, scope.WithRow(input.Shape)));
        var subqueries = Subqueries.Compile(compiler, operand.Child("Subquery")!, input.Shape, scope);
        return new RowSource(subqueries.Shape, Rows);

        IEnumerable<Value[]> Rows(Run run)
        {
            var groups = new OrderedDictionary<Value, List<Value[]>>();
            var frame = new Frame(run);
            foreach (var row in run.Keep(input.Rows(run)))
            {
                run.Tick();
                frame.Row = row;
                var value = key(frame);
                if (!groups.TryGetValue(value, out var rows))
                {
                    groups.Add(value, rows = []);
                }

                rows.Add(row);
            }

            return groups.Values.SelectMany(rows => subqueries.Run(run, rows));
        }
    }
}
