using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Aggregates;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>
/// make-series: for each group an array of the aggregate at each step; empty steps hold the default (0 unless said otherwise). No input, no
/// row, but with kind=nonempty one of defaults.
/// </summary>
internal static class MakeSeries
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var inner = scope.WithRow(input.Shape);
        var by = node.Child("ByClause")?.ChildrenOf("Expressions").ToList() ?? [];
        var keys = by.Select(e => compiler.Scalar(e, inner)).ToArray();
        var axis = compiler.Scalar(node.Child("OnClause")!.Child("Expression")!, inner);
        var steps = SeriesSteps.Compile(compiler, node, axis, scope);
        var list = new AggregateList(input.Shape, [.. by.Select(OutputNames.OfKey)], keys.Length);
        var series = node.ChildrenOf("Aggregates").Select(a => Series(compiler, a, list, inner)).ToList();
        var names = Tables.KnownShapeOf(node);
        var types = keys.Select(k => k.Type).Concat(series.Select(_ => ScalarType.Dynamic)).Append(ScalarType.Dynamic).ToArray();
        if (types.Length != names.Columns.Length)
        {
            throw QueryCompiler.Refuse("the columns of make-series are not those that the Kusto library names", node);
        }

        var never = OperatorParameters.Value(node, "kind") switch
        {
            null => false,
            "nonempty" when keys.Length == 0 && steps.IsFixed => true,
            var kind => throw QueryCompiler.Refuse($"make-series kind={kind} with groups or without both ends", node),
        };
        var shape = new Shape(names.Columns.Select((c, i) => c with { Type = types[i] }));
        return new RowSource(shape, run => Rows(run, input, [.. keys.Select(GroupKeys.Canonical)], steps, list, series, never));
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

    private static IEnumerable<Value[]> Rows(Run run, RowSource input, Evaluate[] keys, SeriesSteps steps, AggregateList list, List<(Evaluate Value, Evaluate Default)> series, bool neverEmpty)
    {
        var frame = new Frame(run);
        var bounds = steps.Start(frame);
        var groups = new OrderedDictionary<Value[], Dictionary<long, Accumulator[]>>(RowKey.Comparer);
        foreach (var row in input.Rows(run))
        {
            run.Tick();
            frame.Row = row;
            Value[] key = [.. keys.Select(k => k(frame))];
            if (bounds.BinOf(frame) is not { } bin)
            {
                continue;
            }

            if (!groups.TryGetValue(key, out var bins))
            {
                groups.Add(key, bins = []);
            }

            if (!bins.TryGetValue(bin, out var cell))
            {
                bins.Add(bin, cell = list.Create());
            }

            Array.ForEach(cell, a => a.Add(frame));
        }

        if (groups.Count == 0 && neverEmpty)
        {
            groups.Add([], []);
        }

        foreach (var (key, bins) in groups)
        {
            run.CountRow();
            var points = bounds.Points(bins.Keys);
            var results = points.Select(p => bins.TryGetValue(p, out var cell) ? Result(key.Length, list, cell) : null).ToList();
            yield return [default, .. key, .. series.Select(s => Items(results, s, frame)), bounds.Axis(points)];
        }
    }

    private static Value Items(List<Value[]?> results, (Evaluate Value, Evaluate Default) series, Frame frame)
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
