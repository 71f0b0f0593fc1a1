using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>
/// series_fit_2lines(): the series is cut in two where two lines by least squares come nearest to it. Its pages define the fitted series and
/// the variance; at which side of the cut the index of the split stands, and from where the second line is measured, they leave open.
/// </summary>
internal static class SegmentedFit
{
    private const string Open = "which of the points beside the cut series_fit_2lines() names, and what it measures from there, is not documented; its variance and line_fit are";

    // Every cut is tried, which takes time with the square of the points.
    private const int MaxPoints = 5_000;

    // In the order of the columns.
    private static readonly string[] Names =
    [
        "rsquare", "split_idx", "variance", "rvariance", "line_fit", "right_rsquare", "right_slope", "right_interception", "right_variance", "right_rvariance", "left_rsquare", "left_slope", "left_interception", "left_variance", "left_rvariance",
    ];

    public static void Register(FunctionTable table) => table.Add("series_fit_2lines_dynamic", call => throw call.Refuse(Open));

    public static IReadOnlyList<Expr> Columns(FunctionCall call) => [.. Names.Select(n => Part(call[0], n) ?? Unknown(n))];

    /// <summary>series_fit_2lines_dynamic(y).line_fit: a part that is documented; null for any other expression.</summary>
    public static Expr? PartOf(QueryCompiler compiler, BoundNode call, BoundNode selector, Scope scope) =>
        call is { Kind: "FunctionCallExpression", Symbol: { Kind: "function", Name: "series_fit_2lines_dynamic" } }
        && selector is { Kind: "NameReference", Name: { } name } && call.Child("ArgumentList")?.Children is [var series]
            ? Part(compiler.Scalar(series, scope), name, ScalarType.Dynamic)
            : null;

    private static Expr? Part(Expr series, string name, ScalarType type = ScalarType.Real)
    {
        Func<double[], Value>? of = name switch { "variance" => y => Value.Of(LineFit.Of(y).Variance), "line_fit" => y => Series.Of(Lines(y).Select(v => Value.Of(v))), _ => null };
        return of is null ? null : new Expr
        {
            Type = name == "line_fit" ? ScalarType.Dynamic : type,
            VariesByRow = series.VariesByRow,
            Evaluate = f => Series.Numbers(series.Evaluate(f)) is { } y ? of(y) : throw new RunStopped("series_fit_2lines() of values that are no numbers"),
        };
    }

    private static Expr Unknown(string name) => new()
    {
        Type = name == "split_idx" ? ScalarType.Long : ScalarType.Real,
        Evaluate = _ => throw new RunStopped(Open),
    };

    // How short a part may be is not documented: the cut must be the best whatever the answer.
    private static double[] Lines(double[] y)
    {
        if (y.Length > MaxPoints)
        {
            throw new RunStopped($"series_fit_2lines() of more than {MaxPoints} points");
        }

        var cuts = Enumerable.Range(1, Math.Max(0, y.Length - 1)).Select(cut => (Cut: cut, Error: Error(y[..cut]) + Error(y[cut..]))).OrderBy(c => c.Error).ToList();
        if (cuts.Count < 2 || cuts[0].Cut < 3 || y.Length - cuts[0].Cut < 3 || cuts[1].Error - cuts[0].Error <= 1e-9 * cuts[1].Error)
        {
            throw new RunStopped("series_fit_2lines() of a series where no cut is better than all others, or that has a part of fewer than three points");
        }

        return [.. LineFit.Of(y[..cuts[0].Cut]).Line, .. LineFit.Of(y[cuts[0].Cut..]).Line];
    }

    private static double Error(double[] y) => y.Length < 3 ? 0 : LineFit.Of(y).Line.Zip(y, (line, v) => (v - line) * (v - line)).Sum();
}
