using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Aggregates;

/// <summary>count, dcount, count_distinct and their conditional forms.</summary>
internal static class CountAggregates
{
    // "Exact up to 1,000 values" at the default accuracy (estimation accuracy page); beyond that dcount is an estimate by HyperLogLog.
    private const int ExactDistinct = 1000;

    public static void Register(AggregateTable table)
    {

        // "The standard count function includes null values in its count": count() of a column counts rows (page of summarize).
        table.Add("count", "countif", 0, _ => Aggregate.Of(ScalarType.Long, () => new Counter()));
        table.Add("dcount", "dcountif", 1, call => Distinct(call[0], call.ConstantLong(1, 1) >= 1 ? ExactDistinct : ExactDistinct / 10));
        table.Add("count_distinct", "count_distinctif", 1, call => Distinct(call[0], int.MaxValue));
    }

    /// <summary>What count() gathers.</summary>
    public static Accumulator RowCount() => new Counter();

    private static Aggregate Distinct(Expr value, int most) => Aggregate.Of(ScalarType.Long, () => new DistinctCounter(value, most));

    private sealed class Counter : Accumulator
    {
        private long _count;

        public override void Add(Frame frame) => _count++;

        public override Value Result() => Value.Of(_count);
    }

    private sealed class DistinctCounter(Expr value, int most) : Accumulator
    {
        private readonly HashSet<Value> _seen = [];

        public override void Add(Frame frame)
        {
            var found = value.Evaluate(frame);
            if (value.Type == ScalarType.String && found.IsNull)
            {
                found = Value.Of("");
            }

            if (!found.IsNull && _seen.Add(found) && _seen.Count > most)
            {
                throw new RunStopped($"dcount() of more than {most} values is an estimate in Kusto");
            }
        }

        public override Value Result() => Value.Of((long)_seen.Count);
    }
}
