using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>
/// partition by: the subquery over the rows of each key, one result after the other. A query in braces has rows of its own and knows the
/// key as toscalar(Column) (https://learn.microsoft.com/kusto/query/partition-operator).
/// </summary>
internal static class Partition
{
    // "An error will occur if the partition column contains more than 64 distinct values", unless another strategy is asked for.
    private const int MostOfLegacy = 64;

    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var by = compiler.Scalar(node.Child("ByExpression")!, scope.WithRow(input.Shape));
        var key = GroupKeys.Canonical(by);
        var slot = compiler.NewSlot();
        var current = new Expr { Type = by.Type, Evaluate = f => (Value)f.Run.Slots[slot]! };
        var operand = node.Child("Operand")!;
        var subqueries = operand.Kind == "PartitionSubquery"
            ? Subqueries.Compile(compiler, operand.Child("Subquery")!, input.Shape, scope)
            : Subqueries.Compile(compiler, operand.Child("Query")!, input.Shape, scope.WithPartitionKey(node.Child("ByExpression")!.Symbol?.Name ?? "", current));
        var isLegacy = OperatorParameters.Value(node, "hint.strategy") is null or "legacy";
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

            if (isLegacy && groups.Count > MostOfLegacy)
            {
                throw new RunStopped($"partition with the legacy strategy over more than {MostOfLegacy} values, which is an error in Kusto");
            }

            foreach (var (value, rows) in groups)
            {
                run.Slots[slot] = value;
                foreach (var row in subqueries.Run(run, rows))
                {
                    yield return row;
                }
            }
        }
    }
}
