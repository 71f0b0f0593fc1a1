using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>
/// series_outliers(): how far each point lies beyond two quantiles, in parts of the range between them (Tukey's fences); 0 between the two.
/// The quantiles are interpolated; those of 10 and 90 percent count 2.77 times, so that 1.5 marks about the same points as with the usual
/// 25 and 75 percent (both measured on the emulator's recorded scores of series_decompose_anomalies()).
/// </summary>
internal static class Outliers
{
    private const double CustomScale = 2.7726056055079042;

    public static double[] Scores(double[] series, string kind)
    {
        var (low, high, scale) = kind switch
        {
            "ctukey" => (0.1, 0.9, CustomScale),
            "tukey" => (0.25, 0.75, 1.0),
            _ => throw new RunStopped($"the kind of outliers '{kind}'"),
        };
        var sorted = series.Order().ToArray();
        double bottom = Quantile(sorted, low), top = Quantile(sorted, high);
        return [.. series.Select(x => x > top ? Score(x - top) : x < bottom ? -Score(bottom - x) : 0)];

        double Score(double distance) => top > bottom ? distance / (top - bottom) * scale : throw new RunStopped("outliers of a series whose middle is constant");
    }

    private static double Quantile(double[] sorted, double part)
    {
        var place = (sorted.Length - 1) * part;
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted.Length == 0 ? 0 : sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
