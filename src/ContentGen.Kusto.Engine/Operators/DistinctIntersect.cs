using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>
/// dcount_intersect(hll1, hll2, ...): behind the columns of a row, how many values the first set has, the first two have in common, and so on
/// (https://learn.microsoft.com/kusto/query/dcount-intersect-plugin).
/// </summary>
internal static class DistinctIntersect
{
    // Kusto reckons with the unions of the sets, which are exact up to so many values.
    private const int ExactDistinct = 1000;

    public static RowSource Compile(QueryCompiler compiler, BoundNode call, RowSource input, Scope scope)
    {
        var sets = (call.Child("ArgumentList")?.Children ?? []).Select(a => compiler.Scalar(a, scope.WithRow(input.Shape)).Evaluate).ToArray();
        var shape = Tables.ShapeOf(call);
        if (!shape.Columns.Select(c => (c.Name, c.Type)).SequenceEqual(input.Shape.Columns.Select(c => (c.Name, c.Type)).Concat(sets.Select((_, i) => ($"s{i}", ScalarType.Long)))))
        {
            throw QueryCompiler.Refuse("the columns of dcount_intersect are not those that its page names", call);
        }

        return new RowSource(shape, Rows);

        IEnumerable<Value[]> Rows(Run run)
        {
            var frame = new Frame(run);
            foreach (var row in input.Rows(run))
            {
                run.CountRow();
                frame.Row = row;
                yield return [.. row, .. Counts([.. sets.Select(s => Sketch.Read(s(frame)) ?? throw new RunStopped("dcount_intersect of a value that hll() did not make"))])];
            }
        }
    }

    private static IEnumerable<Value> Counts(IReadOnlyList<Value>[] sets)
    {
        if (sets.SelectMany(s => s).Distinct().Count() > ExactDistinct)
        {
            throw new RunStopped("dcount_intersect of so many values is an estimate in Kusto");
        }

        var common = sets[0].ToHashSet();
        foreach (var set in sets)
        {
            common.IntersectWith(set);
            yield return Value.Of((long)common.Count);
        }
    }
}
