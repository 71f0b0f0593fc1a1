using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Aggregates;

/// <summary>min, max, and arg_min, arg_max, which bring values of the same row along. Of equal rows the first counts.</summary>
internal static class ExtremeAggregates
{
    public static void Register(AggregateTable table)
    {
        table.Add("min", "minif", 1, call => Extreme(call, -1));
        table.Add("max", "maxif", 1, call => Extreme(call, 1));
        table.Add("arg_min", call => Row(call, -1));
        table.Add("arg_max", call => Row(call, 1));
        table.Add("argmin", call => Row(call, -1));
        table.Add("argmax", call => Row(call, 1));
    }

    private static Aggregate Extreme(AggregateCall call, int sign)
    {
        var value = call[0].Evaluate;
        return call[0].Type is ScalarType.Dynamic
            ? throw call.Refuse("of a dynamic")
            : Aggregate.Of(call[0].Type, () => new ExtremeValue(value, sign));
    }

    private static Aggregate Row(AggregateCall call, int sign)
    {
        if (call[0].Type == ScalarType.Dynamic)
        {
            throw call.Refuse("of a dynamic");
        }

        var values = call.Args.Select(a => a.Evaluate).ToArray();
        return new Aggregate(() => new ExtremeRow(values, sign), [.. call.Args.Select(a => a.Type)]);
    }

    private static bool IsBetter(Value found, Value best, int sign) =>
        found is { Kind: ValueKind.Real, AsReal: double.NaN } ? throw new RunStopped("the least and the greatest of numbers with NaN are not documented")
            : !found.IsNull && (best.IsNull || Math.Sign(ValueOrder.Compare(found, best)) == sign);

    private sealed class ExtremeValue(Evaluate value, int sign) : Accumulator
    {
        private Value _best;

        public override void Add(Frame frame)
        {
            var found = value(frame);
            if (IsBetter(found, _best, sign))
            {
                _best = found;
            }
        }

        public override Value Result() => _best;
    }

    private sealed class ExtremeRow(Evaluate[] values, int sign) : Accumulator
    {
        private Value[]? _best;

        public override void Add(Frame frame)
        {
            var found = values[0](frame);
            if (_best is null || IsBetter(found, _best[0], sign))
            {
                var row = _best ??= new Value[values.Length];
                row[0] = found;
                for (var i = 1; i < values.Length; i++)
                {
                    row[i] = values[i](frame);
                }
            }
        }

        public override int Write(Span<Value> cells)
        {
            _best.AsSpan().CopyTo(cells);
            return values.Length;
        }
    }
}
