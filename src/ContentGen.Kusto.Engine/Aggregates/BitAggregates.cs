using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Aggregates;

/// <summary>binary_all_and, _or, _xor; null of nothing.</summary>
internal static class BitAggregates
{
    public static void Register(AggregateTable table)
    {
        table.Add("binary_all_and", call => Aggregate.Of(ScalarType.Long, () => new Bits(call[0].Evaluate, (a, b) => a & b)));
        table.Add("binary_all_or", call => Aggregate.Of(ScalarType.Long, () => new Bits(call[0].Evaluate, (a, b) => a | b)));
        table.Add("binary_all_xor", call => Aggregate.Of(ScalarType.Long, () => new Bits(call[0].Evaluate, (a, b) => a ^ b)));
    }

    private sealed class Bits(Evaluate value, Func<long, long, long> combine) : Accumulator
    {
        private long? _bits;

        public override void Add(Frame frame)
        {
            if (value(frame) is { Kind: ValueKind.Long } v)
            {
                _bits = _bits is { } known ? combine(known, v.AsLong) : v.AsLong;
            }
        }

        public override Value Result() => Value.Of(_bits);
    }
}
