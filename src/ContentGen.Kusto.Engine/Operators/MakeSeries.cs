using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Aggregates;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>
/// make-series: for each group an array of the aggregate at each step from the start up to, not with, the end; empty steps hold the
/// default (0 unless said otherwise). No input, no row.
/// </summary>
internal static class MakeSeries
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var inner = scope.WithRow(input.Shape);
        var by = node.Child("ByClause")?.ChildrenOf("Expressions").ToList() ?? [];
        var keys = by.Select(e => compiler.Scalar(e, inner)).ToArray();
        var axis = compiler.Scalar(node.Child("OnClause")!.Child("Expression")!, inner);
        var range = node.Child("RangeClause");
        if (range?.Kind != "MakeSeriesFromToStepClause" || axis.Type is not (ScalarType.DateTime or ScalarType.Long or ScalarType.Int or ScalarType.TimeSpan))
        {
            throw QueryCompiler.Refuse("make-series other than 'from .. to .. step' over datetimes or integers", node);
        }

        Evaluate Bound(string clause) => range.Child(clause)?.Child("Expression") is { } bound
            ? compiler.Scalar(bound, scope).Evaluate
            : throw QueryCompiler.Refuse("make-series without both ends", node);

        var steps = new SeriesSteps(axis, Bound("MakeSeriesFromClause"), Bound("MakeSeriesToClause"), Bound("MakeSeriesStepClause"));
        var list = new AggregateList(input.Shape, [.. by.Select(OutputNames.OfKey)], keys.Length);
        var series = node.ChildrenOf("Aggregates").Select(a => Series(compiler, a, list, inner)).ToList();
        var names = Tables.KnownShapeOf(node);
        var types = keys.Select(k => k.Type).Concat(series.Select(_ => ScalarType.Dynamic)).Append(ScalarType.Dynamic).ToArray();
        if (types.Length != names.Columns.Length)
        {
            throw QueryCompiler.Refuse("the columns of make-series are not those that the Kusto library names", node);
        }

        var shape = new Shape(names.Columns.Select((c, i) => c with { Type = types[i] }));
        return new RowSource(shape, run => Rows(run, input, [.. keys.Select(GroupKeys.Canonical)], steps, list, series));
    }

    private static (Evaluate Value, Evaluate Default) Series(QueryCompiler compiler, BoundNode node, AggregateList list, Scope scope)
    {
        var outputs = list.Outputs(compiler, node.Child("Expression")!, scope.WithAggregates(list)).ToList();
        if (outputs is not [var output])
        {
            throw QueryCompiler.Refuse("an aggregate of several values in make-series", node);
        }

        var missing = node.Child("DefaultExpression")?.Child("Expression") is { } given ? compiler.Scalar(given, scope).Evaluate : _ => Casts.To(Value.Of(0L), output.Type);
        return (output.Evaluate, missing);
    }

    private static IEnumerable<Value[]> Rows(Run run, RowSource input, Evaluate[] keys, SeriesSteps steps, AggregateList list, List<(Evaluate Value, Evaluate Default)> series)
    {
        var frame = new Frame(run);
        var axis = steps.Points(frame);
        var groups = new OrderedDictionary<Value[], Accumulator[]?[]>(RowKey.Comparer);
        foreach (var row in input.Rows(run))
        {
            run.Tick();
            frame.Row = row;
            Value[] key = [.. keys.Select(k => k(frame))];
            if (steps.PlaceOf(frame, axis) is not { } place)
            {
                continue;
            }

            if (!groups.TryGetValue(key, out var cells))
            {
                groups.Add(key, cells = new Accumulator[axis.Count][]);
            }

            foreach (var accumulator in cells[place] ??= list.Create())
            {
                accumulator.Add(frame);
            }
        }

        foreach (var (key, cells) in groups)
        {
            run.CountRow();
            var results = cells.Select(c => c is null ? null : Result(key.Length, list, c)).ToList();
            yield return [default, .. key, .. series.Select(s => Array(results, s, frame)), Value.Of(new DynamicArray(axis))];
        }
    }

    private static Value Array(List<Value[]?> results, (Evaluate Value, Evaluate Default) series, Frame frame)
    {
        var items = new List<Value>(results.Count);
        foreach (var result in results)
        {
            frame.Row = result ?? [];
            items.Add(result is null ? series.Default(frame) : series.Value(frame));
        }

        return Value.Of(new DynamicArray(items));
    }

    private static Value[] Result(int keys, AggregateList list, Accumulator[] accumulators)
    {
        var row = new Value[1 + keys + list.Width];
        var at = 1 + keys;
        foreach (var accumulator in accumulators)
        {
            at += accumulator.Write(row.AsSpan(at));
        }

        return row;
    }
}
