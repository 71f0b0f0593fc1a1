using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Aggregates;

/// <summary>count(), countif().</summary>
internal static class CountAggregates
{
    public static void Register(AggregateTable table)
    {
        table.Add("count", _ => Aggregate.Of(ScalarType.Long, () => new Counter(null)));
        table.Add("countif", call => Aggregate.Of(ScalarType.Long, () => new Counter(call[0].Evaluate)));
    }

    private sealed class Counter(Evaluate? condition) : Accumulator
    {
        private long _count;

        public override void Add(Frame frame)
        {
            if (condition is null || condition(frame).IsTrue)
            {
                _count++;
            }
        }

        public override Value Result() => Value.Of(_count);
    }
}
