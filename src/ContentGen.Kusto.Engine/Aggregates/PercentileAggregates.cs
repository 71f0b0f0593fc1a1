using System.Collections.Immutable;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Aggregates;

/// <summary>
/// percentile and its kin by nearest rank: the smallest value that so many percent of the values do not exceed. The emulator's results
/// agree for small sets; Kusto estimates large ones (T-digest), which is not imitated.
/// </summary>
internal static class PercentileAggregates
{
    private const int ExactValues = 200;

    public static void Register(AggregateTable table)
    {
        table.Add("percentile", call => Of(call, 1, weighted: false, array: false));
        table.Add("percentiles", call => Of(call, 1, weighted: false, array: false));
        table.Add("percentiles_array", call => Of(call, 1, weighted: false, array: true));
        table.Add("percentilew", call => Of(call, 2, weighted: true, array: false));
        table.Add("percentilesw", call => Of(call, 2, weighted: true, array: false));
        table.Add("percentilesw_array", call => Of(call, 2, weighted: true, array: true));
    }

    private static Aggregate Of(AggregateCall call, int first, bool weighted, bool array)
    {
        var type = call[0].Type;
        if (type is not (ScalarType.Int or ScalarType.Long or ScalarType.Real or ScalarType.DateTime or ScalarType.TimeSpan))
        {
            throw call.Refuse($"of {type.Name()}");
        }

        ImmutableArray<double> ranks = [.. call.Args.Skip(first).SelectMany(a => Ranks(call, a))];
        var weight = weighted ? call[1].Evaluate : null;
        return new Aggregate(() => new Ranked(call[0].Evaluate, weight, ranks, array), array ? [ScalarType.Dynamic] : [.. ranks.Select(_ => type)]);
    }

    private static IEnumerable<double> Ranks(AggregateCall call, Expr argument)
    {
        if (!argument.IsConstant)
        {
            throw call.Refuse("a percentile that is not constant");
        }

        var items = argument.Constant.AsArray?.Items ?? [argument.Constant];
        return items.Select(i => ValueOrder.IsNumber(i.Kind) ? Numbers.Real(i) : throw call.Refuse("a percentile that is no number"));
    }

    private sealed class Ranked(Evaluate value, Evaluate? weight, ImmutableArray<double> ranks, bool array) : Accumulator
    {
        private readonly List<(Value Value, long Weight)> _values = [];

        public override void Add(Frame frame)
        {
            var found = value(frame);
            var times = weight is null ? 1 : weight(frame) is { Kind: ValueKind.Long } w ? w.AsLong : 0;
            if (found.IsNull || times <= 0)
            {
                return;
            }

            _values.Add((found, times));
            if (_values.Count > ExactValues)
            {
                throw new RunStopped($"a percentile of more than {ExactValues} values is an estimate in Kusto");
            }
        }

        public override int Write(Span<Value> cells)
        {
            _values.Sort((a, b) => ValueOrder.Compare(a.Value, b.Value));
            if (array)
            {
                cells[0] = _values.Count == 0 ? Value.Null : Value.Of(new DynamicArray([.. ranks.Select(r => NearestRank.At(_values, r))]));
                return 1;
            }

            for (var i = 0; i < ranks.Length; i++)
            {
                cells[i] = NearestRank.At(_values, ranks[i]);
            }

            return ranks.Length;
        }
    }
}
