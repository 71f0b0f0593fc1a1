using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>A line through a series by least squares, as series_fit_line() gives it; the variances are those of samples.</summary>
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
        var (mx, my) = ((n - 1) / 2.0, y.Average());
        var slope = y.Select((v, i) => (i - mx) * (v - my)).Sum() / Enumerable.Range(0, n).Sum(i => (i - mx) * (i - mx));
        var interception = my - (slope * mx);
        var line = Enumerable.Range(0, n).Select(i => interception + (slope * i)).ToArray();
        var total = y.Sum(v => (v - my) * (v - my));
        var rest = y.Zip(line, (v, l) => (v - l) * (v - l)).Sum();
        return new LineFit(1 - (rest / total), slope, total / (n - 1), rest / (n - 1), interception, line);
    }
}
