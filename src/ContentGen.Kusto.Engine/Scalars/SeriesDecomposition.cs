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

    public static SeriesDecomposition Of(double[] series, long seasonality, string trend, int testPoints)
    {
        var learned = Math.Max(0, series.Length - Math.Max(0, testPoints));
        var seasonal = SeasonalOf(series, Period(seasonality, series.Length), learned);
        var rest = series.Zip(seasonal, (x, s) => x - s).Take(learned).ToArray();
        var trending = TrendOf(rest, series.Length, trend);
        var baseline = seasonal.Zip(trending, (s, t) => s + t).ToArray();
        return new SeriesDecomposition(baseline, seasonal, trending, [.. series.Zip(baseline, (x, b) => x - b)]);
    }

    /// <summary>The seasonal part alone; zeros without a period.</summary>
    public static double[] SeasonalOf(double[] series, int period, int learned) => period == 0
        ? new double[series.Length]
        : [.. Enumerable.Range(0, series.Length).Select(i => Median(Enumerable.Range(0, learned).Where(k => k % period == i % period).Select(k => series[k])))];

    /// <summary>A given period as it is. How series_periods_detect() finds one is not documented, but none is found in a short series.</summary>
    public static int Period(long seasonality, int length) => seasonality switch
    {
        >= 0 when seasonality <= Math.Max(length, 1) => (int)seasonality,
        -1 when length < ShortestWithPeriod => 0,
        -1 => throw new RunStopped("how Kusto detects the period of a series is not documented: give the seasonality"),
        _ => throw new RunStopped($"a seasonality of {seasonality}"),
    };

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
