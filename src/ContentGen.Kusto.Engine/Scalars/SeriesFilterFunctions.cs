using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>series_fir(), series_iir(), series_stats_dynamic(), series_fit_line_dynamic().</summary>
internal static class SeriesFilterFunctions
{
    public static void Register(FunctionTable table)
    {
        table.Add("series_fir", Fir);
        table.Add("series_iir", Iir);
        table.Add("series_stats_dynamic", Stats);
        table.Add("series_fit_line_dynamic", Lift.Any(v => Series.Numbers(v) is { Length: > 2 } numbers ? Value.Of(LineFit.Of(numbers).Bag) : throw new RunStopped("series_fit_line_dynamic() of fewer than three numbers, or of other values")));
    }

    private static Evaluate Fir(FunctionCall call)
    {
        Evaluate series = call.Of(0), filter = call.Of(1);
        var normalize = call.Has(2) ? call.Of(2) : null;
        var center = call.Has(3) ? call.Of(3) : _ => Value.False;
        return f =>
        {
            if (Series.Numbers(series(f)) is not { } x || Series.Numbers(filter(f)) is not { Length: > 0 } weights)
            {
                return Value.Null;
            }

            var scaled = normalize is null ? Array.TrueForAll(weights, w => w >= 0) : normalize(f).IsTrue;
            if (scaled && !Array.TrueForAll(weights, w => w >= 0))
            {
                return Value.Null;
            }

            var sum = scaled ? weights.Sum() : 1;
            var shift = center(f).IsTrue ? (weights.Length - 1) / 2 : 0;
            return Series.Of(x.Select((_, i) => Value.Of(weights.Select((w, k) => i + shift - k is var at && at >= 0 && at < x.Length ? w * x[at] : 0).Sum() / sum)));
        };
    }

    // a0 y[i] = b0 x[i] + b1 x[i-1] + ... - a1 y[i-1] - ...
    private static Evaluate Iir(FunctionCall call)
    {
        Evaluate series = call.Of(0), numerators = call.Of(1), denominators = call.Of(2);
        return f =>
        {
            if (Series.Numbers(series(f)) is not { } x || Series.Numbers(numerators(f)) is not { } b || Series.Numbers(denominators(f)) is not { Length: > 0 } a || a[0] == 0)
            {
                return Value.Null;
            }

            var y = new double[x.Length];
            for (var i = 0; i < x.Length; i++)
            {
                var sum = 0.0;
                for (var k = 0; k < b.Length && k <= i; k++)
                {
                    sum += b[k] * x[i - k];
                }

                for (var k = 1; k < a.Length && k <= i; k++)
                {
                    sum -= a[k] * y[i - k];
                }

                y[i] = sum / a[0];
            }

            return Series.Of(y.Select(v => Value.Of(v)));
        };
    }

    private static Evaluate Stats(FunctionCall call)
    {
        if (call.Count > 1)
        {
            throw call.Refuse("values that are not finite");
        }

        var series = call.Of(0);
        return f =>
        {
            if (Series.Numbers(series(f)) is not { Length: > 1 } x)
            {
                throw new RunStopped("series_stats_dynamic() of fewer than two numbers, or of other values");
            }

            var average = x.Average();
            var variance = x.Sum(v => (v - average) * (v - average)) / (x.Length - 1);
            return Value.Of(new DynamicBag(
            [
                new("min", Value.Of(x.Min())), new("min_idx", Value.Of((long)Array.IndexOf(x, x.Min()))), new("max", Value.Of(x.Max())), new("max_idx", Value.Of((long)Array.IndexOf(x, x.Max()))), new("avg", Value.Of(average)),
                new("stdev", Value.Of(Math.Sqrt(variance))), new("variance", Value.Of(variance)), new("sum", Value.Of(x.Sum())), new("len", Value.Of((long)x.Length)),
            ]));
        };
    }
}
