using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Aggregates;

/// <summary>stdev, variance, covariance, of a sample or (…p) of a population; variance and stdev of nothing are 0, as the emulator answers.</summary>
internal static class SpreadAggregates
{
    public static void Register(AggregateTable table)
    {
        table.Add("variance", "varianceif", 1, call => Spread(call, sample: true, root: false));
        table.Add("variancep", "variancepif", 1, call => Spread(call, sample: false, root: false));
        table.Add("stdev", "stdevif", 1, call => Spread(call, sample: true, root: true));
        table.Add("stdevp", "stdevpif", 1, call => Spread(call, sample: false, root: true));
        table.Add("covariance", "covarianceif", 2, call => Aggregate.Of(ScalarType.Real, () => new Moments(call[0].Evaluate, call[1].Evaluate, sample: true, root: false)));
        table.Add("covariancep", "covariancepif", 2, call => Aggregate.Of(ScalarType.Real, () => new Moments(call[0].Evaluate, call[1].Evaluate, sample: false, root: false)));
    }

    private static Aggregate Spread(AggregateCall call, bool sample, bool root) =>
        call.Type == ScalarType.Real && call[0].Type.IsNumber()
            ? Aggregate.Of(ScalarType.Real, () => new Moments(call[0].Evaluate, call[0].Evaluate, sample, root))
            : throw call.Refuse($"of {call[0].Type.Name()}");

    // Welford's way: exact enough for close values of any size.
    private sealed class Moments(Evaluate first, Evaluate second, bool sample, bool root) : Accumulator
    {
        private long _count;
        private double _meanX;
        private double _meanY;
        private double _moment;

        public override void Add(Frame frame)
        {
            Value a = first(frame), b = second(frame);
            if (a.IsNull || b.IsNull)
            {
                return;
            }

            double x = Numbers.Real(a), y = Numbers.Real(b);
            _count++;
            var before = x - _meanX;
            _meanX += before / _count;
            _meanY += (y - _meanY) / _count;
            _moment += before * (y - _meanY);
        }

        public override Value Result()
        {
            if (_count == 0 ? !sample || !ReferenceEquals(first, second) : sample && _count == 1)
            {
                throw new RunStopped($"the spread of {(_count == 0 ? "no value" : "one value")} is not documented");
            }

            var variance = _count == 0 ? 0 : _moment / (sample ? _count - 1 : _count);
            return Value.Of(root ? Math.Sqrt(variance) : variance);
        }
    }
}
