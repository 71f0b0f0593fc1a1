using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Aggregates;

/// <summary>hll() and tdigest(), and those that merge them. Of nothing they make null.</summary>
internal static class SketchAggregates
{
    // dcount() is exact up to so many values, percentile() up to so many (see there); beyond, Kusto estimates.
    private const int ExactDistinct = 1000;
    private const int ExactValues = 200;

    public static void Register(AggregateTable table)
    {
        table.Add("hll", "hll_if", 1, call => call.Has(1) && call.ConstantLong(1, 1) is >= 1 and <= 4 ? Of(call with { Args = [call[0]] }, isSet: true, merges: false) : Of(call, isSet: true, merges: false));
        table.Add("hll_merge", call => Of(call, isSet: true, merges: true));
        table.Add("tdigest", call => Of(call, isSet: false, merges: false));
        table.Add("tdigest_merge", call => Of(call, isSet: false, merges: true));
        table.Add("merge_tdigest", call => Of(call, isSet: false, merges: true));
    }

    private static Aggregate Of(AggregateCall call, bool isSet, bool merges) => call.Has(1)
        ? throw call.Refuse("an accuracy or weights")
        : Aggregate.Of(ScalarType.Dynamic, () => new Gathered(call[0].Evaluate, isSet, merges));

    private sealed class Gathered(Evaluate value, bool isSet, bool merges) : Accumulator
    {
        private readonly List<Value> _values = [];
        private readonly HashSet<Value> _seen = [];

        public override void Add(Frame frame)
        {
            var found = value(frame);
            foreach (var one in merges ? Sketch.Read(found) ?? [] : [found])
            {
                if (!one.IsNull && (!isSet || _seen.Add(one)))
                {
                    _values.Add(one);
                }
            }

            if (_values.Count > (isSet ? ExactDistinct : ExactValues))
            {
                throw new RunStopped($"{(isSet ? "hll" : "tdigest")}() of so many values is an estimate in Kusto");
            }
        }

        public override Value Result() => _values.Count == 0 ? Value.Null : Sketch.Of(_values);
    }
}
