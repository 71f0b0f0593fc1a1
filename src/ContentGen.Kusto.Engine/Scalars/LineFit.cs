using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>
/// A line through a series by least squares, as series_fit_line() gives it: the points stand at 1, 2 ..., so the interception is where the
/// line is a step before the first (measured on the emulator); the variances are those of samples.
/// </summary>
internal sealed record LineFit(double RSquare, double Slope, double Variance, double ResidualVariance, double Interception, double[] Line)
{
    public DynamicBag Bag => new(
    [
        new("rsquare", Value.Of(RSquare)), new("slope", Value.Of(Slope)), new("variance", Value.Of(Variance)), new("rvariance", Value.Of(ResidualVariance)), new("interception", Value.Of(Interception)),
        new("line_fit", Series.Of(Line.Select(y => Value.Of(y)))),
    ]);

    public static LineFit Of(double[] y)
    {
        var n = y.Length;
        var (mx, my) = ((n + 1) / 2.0, y.Average());
        var slope = y.Select((v, i) => (i + 1 - mx) * (v - my)).Sum() / Enumerable.Range(1, n).Sum(x => (x - mx) * (x - mx));
        var interception = my - (slope * mx);
        var line = Enumerable.Range(1, n).Select(x => interception + (slope * x)).ToArray();
        var total = y.Sum(v => (v - my) * (v - my));
        var rest = y.Zip(line, (v, l) => (v - l) * (v - l)).Sum();
        return new LineFit(1 - (rest / total), slope, total / (n - 1), rest / (n - 1), interception, line);
    }
}
