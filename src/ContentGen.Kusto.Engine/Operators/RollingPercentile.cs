using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>rolling_percentile(value, percent, index, bin, bins [, dimension ...]): the percentile of so many bins up to each, by nearest rank.</summary>
internal static class RollingPercentile
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode call, RowSource input, Scope scope)
    {
        var arguments = (call.Child("ArgumentList")?.Children ?? []).Select(a => compiler.Scalar(a, scope.WithRow(input.Shape))).ToArray();
        if (arguments.Length < 5 || arguments[0].Type is not (ScalarType.Long or ScalarType.Int or ScalarType.Real))
        {
            throw QueryCompiler.Refuse("rolling_percentile of these arguments", call);
        }

        var names = Tables.ShapeOf(call);
        var dimensions = arguments[5..];
        return new RowSource(names, Rows);

        IEnumerable<Value[]> Rows(Run run)
        {
            var frame = new Frame(run);
            double percent = Numbers.Real(arguments[1].Evaluate(frame));
            Value width = arguments[3].Evaluate(frame);
            long bins = Casts.To(arguments[4].Evaluate(frame), ScalarType.Long).AsLong;
            var groups = new OrderedDictionary<Value[], SortedDictionary<long, List<Value>>>(RowKey.Comparer);
            foreach (var row in run.Keep(input.Rows(run)))
            {
                frame.Row = row;
                var at = BinFunctions.Of(arguments[2].Evaluate(frame), width, arguments[2].Type);
                Value[] key = [.. dimensions.Select(d => d.Evaluate(frame))];
                if (!groups.TryGetValue(key, out var byBin))
                {
                    groups.Add(key, byBin = []);
                }

                if (!byBin.TryGetValue(at.AsLong, out var values))
                {
                    byBin.Add(at.AsLong, values = []);
                }

                values.Add(arguments[0].Evaluate(frame));
            }

            foreach (var (key, byBin) in groups)
            {
                foreach (var (bin, _) in byBin)
                {
                    run.CountRow();
                    var window = byBin.Where(b => b.Key <= bin && b.Key > bin - (bins * width.AsLong)).SelectMany(b => b.Value).Where(v => !v.IsNull).Order(Comparer<Value>.Create(ValueOrder.Compare)).ToList();
                    var rank = (int)Math.Clamp(Math.Ceiling(percent / 100 * window.Count), 1, Math.Max(1, window.Count));
                    yield return [default, arguments[2].Type == ScalarType.DateTime ? Value.DateTime(bin) : Value.Of(bin), .. key, window.Count == 0 ? Value.Null : window[rank - 1]];
                }
            }
        }
    }
}
