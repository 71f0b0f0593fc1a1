using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>
/// top-hitters: the most frequent values, or those with the largest sum. Kusto estimates where there are many values; a few are counted
/// exactly. Which of several equal ones is left out is not documented.
/// </summary>
internal static class TopHitters
{
    private const int ExactValues = 1000;

    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var inner = scope.WithRow(input.Shape);
        var count = compiler.Scalar(node.Child("Expression")!, scope);
        var value = compiler.Scalar(node.Child("OfExpression")!, inner);
        var by = node.Child("ByClause")?.Child("Expression") is { } summed ? compiler.Scalar(summed, inner) : null;
        if (by is { Type: not (ScalarType.Long or ScalarType.Int) })
        {
            throw QueryCompiler.Refuse($"top-hitters by {by.Type.Name()}", node);
        }

        var names = Tables.ShapeOf(node);
        var key = GroupKeys.Canonical(value);
        return new RowSource(new Shape([names.Columns[0] with { Type = value.Type }, names.Columns[1] with { Type = ScalarType.Long }]), run =>
        {
            var sums = new OrderedDictionary<Value, long>();
            var frame = new Frame(run);
            input.Visit(run, row =>
            {
                frame.Row = row;
                var found = key(frame);
                sums[found] = sums.GetValueOrDefault(found) + (by is null ? 1 : by.Evaluate(frame) is { IsNull: false } v ? v.AsLong : 0);
                if (sums.Count > ExactValues)
                {
                    throw new RunStopped($"top-hitters among more than {ExactValues} values is an estimate in Kusto");
                }
            });
            var most = (int)Math.Clamp(Casts.To(count.Evaluate(frame), ScalarType.Long).AsLong, 0, int.MaxValue);
            var best = sums.OrderByDescending(s => s.Value).ToList();
            return best.Count > most && most > 0 && best[most].Value == best[most - 1].Value
                ? throw new RunStopped("top-hitters with several values of the same rank at the end")
                : best.Take(most).Select(s => (Value[])[default, s.Key, Value.Of(s.Value)]);
        });
    }
}
