using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>
/// A series as the sum of what repeats, a trend and the rest, as series_decompose() defines it: the median of the points of a phase, then
/// the average or the line through what is left; the last points may be kept out of both. Agrees with results of the emulator.
/// </summary>
internal sealed record SeriesDecomposition(double[] Baseline, double[] Seasonal, double[] Trend, double[] Residual)
{
    // A period is found among series of at least two periods of at least four points.
    private const int ShortestWithPeriod = 8;

    public static SeriesDecomposition Of(double[] series, long seasonality, double threshold, string trend, int testPoints)
    {
        var learned = Math.Max(0, series.Length - Math.Max(0, testPoints));
        if (seasonality == -1 && learned < series.Length && series.Length >= ShortestWithPeriod)
        {
            throw new RunStopped("whether Kusto looks for a period among the test points too is not documented: give the seasonality");
        }

        var seasonal = SeasonalOf(series, seasonality, threshold, learned);
        var rest = series.Zip(seasonal, (x, s) => x - s).Take(learned).ToArray();
        var trending = TrendOf(rest, series.Length, trend);
        var baseline = seasonal.Zip(trending, (s, t) => s + t).ToArray();
        return new SeriesDecomposition(baseline, seasonal, trending, [.. series.Zip(baseline, (x, b) => x - b)]);
    }

    /// <summary>The seasonal part alone, of a given period or (-1) of the one that stands out; zeros without a period.</summary>
    public static double[] SeasonalOf(double[] series, long seasonality, double threshold, int learned) => seasonality switch
    {
        >= 0 when seasonality <= Math.Max(series.Length, 1) => Repeated(series, (int)seasonality, learned),
        -1 when series.Length < ShortestWithPeriod || Array.TrueForAll(series, x => x == 0) => new double[series.Length],
        -1 => Found(series, new SeriesPeriods(series).Best(threshold), learned),
        _ => throw new RunStopped($"a seasonality of {seasonality}"),
    };

    // A period and its multiples have the same score where everything repeats, and then they also have the same medians.
    private static double[] Found(double[] series, IReadOnlyList<int> periods, int learned)
    {
        var first = Repeated(series, periods.Count > 0 ? periods[0] : 0, learned);
        return periods.Skip(1).All(p => Repeated(series, p, learned).AsSpan().SequenceEqual(first)) ? first : throw new RunStopped("which of several periods Kusto takes is not documented: give the seasonality");
    }

    private static double[] Repeated(double[] series, int period, int learned)
    {
        var result = new double[series.Length];
        for (var phase = 0; phase < period; phase++)
        {
            var median = Median(Every(series, phase, period, learned));
            for (var i = phase; i < result.Length; i += period)
            {
                result[i] = median;
            }
        }

        return result;
    }

    private static IEnumerable<double> Every(double[] series, int phase, int period, int learned)
    {
        for (var i = phase; i < learned; i += period)
        {
            yield return series[i];
        }
    }

    private static double[] TrendOf(double[] rest, int length, string trend)
    {
        if (rest.Length == 0)
        {
            throw new RunStopped("a decomposition of no points");
        }

        return trend switch
        {
            "none" => new double[length],
            "avg" => [.. Enumerable.Repeat(rest.Average(), length)],
            "linefit" when rest.Length > 1 => Line(LineFit.Of(rest), length),
            _ => throw new RunStopped($"a trend '{trend}' of {rest.Length} points"),
        };
    }

    private static double[] Line(LineFit fit, int length) => [.. Enumerable.Range(1, length).Select(x => fit.Interception + (fit.Slope * x))];

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? throw new RunStopped("a seasonality longer than the series") : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
