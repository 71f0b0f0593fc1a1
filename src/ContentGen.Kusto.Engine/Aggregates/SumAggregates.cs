using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Aggregates;

/// <summary>sum (0 of nothing) and avg (NaN of nothing, as the emulator answers; null for times). Nulls are left out.</summary>
internal static class SumAggregates
{
    public static void Register(AggregateTable table)
    {
        table.Add("sum", "sumif", 1, Sum);
        table.Add("avg", "avgif", 1, Average);
    }

    private static Aggregate Sum(AggregateCall call)
    {
        var value = call[0].Evaluate;
        return Aggregate.Of(call.Type, call.Type switch
        {
            ScalarType.Long or ScalarType.Int => () => new LongSum(value, isSpan: false),
            ScalarType.TimeSpan => () => new LongSum(value, isSpan: true),
            ScalarType.Real => () => new RealSum(value),
            ScalarType.Decimal => () => new DecimalSum(value, average: false),
            _ => throw call.Refuse($"a sum of {call[0].Type.Name()}"),
        });
    }

    private static Aggregate Average(AggregateCall call)
    {
        var value = call[0].Evaluate;
        return Aggregate.Of(call.Type, (call.Type, call[0].Type) switch
        {
            (ScalarType.Real, _) => () => new RealAverage(value),
            (ScalarType.Decimal, _) => () => new DecimalSum(value, average: true),
            (ScalarType.TimeSpan or ScalarType.DateTime, _) => () => new TicksAverage(value, call.Type),
            _ => throw call.Refuse($"an average of {call[0].Type.Name()}"),
        });
    }

    private sealed class LongSum(Evaluate value, bool isSpan) : Accumulator
    {
        private long _sum;

        public override void Add(Frame frame)
        {
            if (value(frame) is { IsNull: false, Kind: ValueKind.Long or ValueKind.TimeSpan or ValueKind.Bool } v)
            {
                _sum = unchecked(_sum + v.AsLong);
            }
        }

        public override Value Result() => isSpan ? Value.TimeSpan(_sum) : Value.Of(_sum);
    }

    private sealed class RealSum(Evaluate value) : Accumulator
    {
        private double _sum;

        public override void Add(Frame frame)
        {
            if (value(frame) is { IsNull: false } v && ValueOrder.IsNumber(v.Kind))
            {
                _sum += Numbers.Real(v);
            }
        }

        public override Value Result() => Value.Of(_sum);
    }

    private sealed class RealAverage(Evaluate value) : Accumulator
    {
        private double _sum;
        private long _count;

        public override void Add(Frame frame)
        {
            if (value(frame) is { IsNull: false } v && ValueOrder.IsNumber(v.Kind))
            {
                _sum += Numbers.Real(v);
                _count++;
            }
        }

        public override Value Result() => Value.Of(_sum / _count);
    }

    private sealed class DecimalSum(Evaluate value, bool average) : Accumulator
    {
        private decimal _sum;
        private long _count;

        public override void Add(Frame frame)
        {
            if (value(frame) is { IsNull: false } v)
            {
                _sum = Decimals.Sum(_sum, Numbers.Decimal(v));
                _count++;
            }
        }

        public override Value Result() => !average ? Value.Of(_sum) : _count == 0 ? Value.Null : Value.Of(Decimals.Quotient(_sum, _count));
    }

    private sealed class TicksAverage(Evaluate value, ScalarType type) : Accumulator
    {
        private Int128 _sum;
        private long _count;

        public override void Add(Frame frame)
        {
            if (value(frame) is { IsNull: false } v)
            {
                _sum += v.AsTicks;
                _count++;
            }
        }

        public override Value Result()
        {
            if (_count == 0)
            {
                return Value.Null;
            }

            var mean = (long)(_sum / _count);
            return type == ScalarType.TimeSpan ? Value.TimeSpan(mean) : Value.DateTime(mean);
        }
    }
}
