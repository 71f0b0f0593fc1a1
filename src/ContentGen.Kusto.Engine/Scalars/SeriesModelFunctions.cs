using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>series_decompose(), series_decompose_anomalies(), series_decompose_forecast(), series_seasonal(), series_outliers(), series_stats().</summary>
internal static class SeriesModelFunctions
{
    // The scores from which a period counts (pages of series_decompose and series_seasonal).
    private const double Threshold = 0.6;
    private const double SeasonalThreshold = 0.7;

    public static void Register(FunctionTable table)
    {
        table.Add("series_seasonal", Seasonal);
        table.Add("series_outliers", OutliersOf);
    }

    public static IReadOnlyList<Expr> Decompose(FunctionCall call)
    {
        Func<Frame, SeriesDecomposition> made = f => Decomposed(call, f, seasonality: 1, trend: 2, testPoints: 3, threshold: 4);
        return [Array(call, f => made(f).Baseline), Array(call, f => made(f).Seasonal), Array(call, f => made(f).Trend), Array(call, f => made(f).Residual)];
    }

    public static IReadOnlyList<Expr> Anomalies(FunctionCall call)
    {
        if (call.Has(4) && call[4] is not { IsConstant: true, Constant: { Kind: ValueKind.Long, AsLong: 0 } })
        {
            throw call.Refuse("test points: whether they count for the quantiles is not documented");
        }

        var threshold = call.Has(1) ? call.Real(1) : _ => 1.5;
        var method = call.Has(5) ? call.Text(5) : _ => "ctukey";
        Func<Frame, SeriesDecomposition> made = f => Decomposed(call, f, seasonality: 2, trend: 3, testPoints: 4, threshold: 6);
        Func<Frame, double[]> scores = f => Outliers.Scores(made(f).Residual, method(f));
        return [Expression(call, ScalarType.Dynamic, f => Flags(scores(f), threshold(f) ?? 1.5)), Array(call, scores), Array(call, f => made(f).Baseline)];
    }

    public static IReadOnlyList<Expr> Stats(FunctionCall call)
    {
        if (call.Count > 1)
        {
            throw call.Refuse("values that are not finite");
        }

        return
        [
            Expression(call, ScalarType.Real, f => Value.Of(Numbers(call, f).Min())), Expression(call, ScalarType.Long, f => Value.Of((long)System.Array.IndexOf(Numbers(call, f), Numbers(call, f).Min()))),
            Expression(call, ScalarType.Real, f => Value.Of(Numbers(call, f).Max())), Expression(call, ScalarType.Long, f => Value.Of((long)System.Array.IndexOf(Numbers(call, f), Numbers(call, f).Max()))),
            Expression(call, ScalarType.Real, f => Value.Of(Numbers(call, f).Average())), Expression(call, ScalarType.Real, f => Value.Of(Math.Sqrt(Variance(Numbers(call, f))))), Expression(call, ScalarType.Real, f => Value.Of(Variance(Numbers(call, f)))),
        ];
    }

    // The baseline of a decomposition that learns from all but the last points (pages of the function and of anomaly detection).
    public static IReadOnlyList<Expr> Forecast(FunctionCall call)
    {
        if (!call.Has(3))
        {
            throw call.Refuse("without a seasonality and a trend: which trend Kusto takes is shown otherwise than it is described");
        }

        var points = call.Long(1);
        return [Array(call, f => points(f) is >= 0 and <= int.MaxValue ? Decomposed(call, f, seasonality: 2, trend: 3, testPoints: 1, threshold: 4).Baseline : throw new RunStopped("a forecast of no number of points"))];
    }

    private static Evaluate Seasonal(FunctionCall call)
    {
        var period = call.Long(1, -1);
        return f => Numbers(call, f) is var series ? Reals(SeriesDecomposition.SeasonalOf(series, period(f) ?? -1, SeasonalThreshold, series.Length)) : Value.Null;
    }

    private static Evaluate OutliersOf(FunctionCall call)
    {
        if (call.Count > 2)
        {
            throw call.Refuse("values to ignore and other percentiles");
        }

        var kind = call.Has(1) ? call.Text(1) : _ => "ctukey";
        return f => Reals(Outliers.Scores(Numbers(call, f), kind(f)));
    }

    private static SeriesDecomposition Decomposed(FunctionCall call, Frame frame, int seasonality, int trend, int testPoints, int threshold) => SeriesDecomposition.Of(
        Numbers(call, frame),
        call.Long(seasonality, -1)(frame) ?? -1,
        call.Has(threshold) ? call.Real(threshold)(frame) ?? Threshold : Threshold,
        call.Has(trend) ? call.Text(trend)(frame) : "avg",
        (int)(call.Long(testPoints, 0)(frame) ?? 0));

    private static double[] Numbers(FunctionCall call, Frame frame) =>
        Series.Numbers(call[0].Evaluate(frame)) is { Length: > 1 } series ? series : throw new RunStopped($"{call.Name}() of fewer than two numbers, or of other values");

    private static double Variance(double[] x)
    {
        var average = x.Average();
        return x.Sum(v => (v - average) * (v - average)) / (x.Length - 1);
    }

    private static Value Flags(double[] scores, double threshold) => Series.Of(scores.Select(s => Value.Of(s > threshold ? 1L : s < -threshold ? -1L : 0L)));

    private static Value Reals(double[] values) => Series.Of(values.Select(v => Value.Of(v)));

    private static Expr Array(FunctionCall call, Func<Frame, double[]> of) => Expression(call, ScalarType.Dynamic, f => Reals(of(f)));

    private static Expr Expression(FunctionCall call, ScalarType type, Evaluate evaluate) => new() { Type = type, VariesByRow = call.Args.Any(a => a.VariesByRow), Evaluate = evaluate };
}
