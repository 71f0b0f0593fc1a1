using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>series_periods_detect() and series_periods_validate(): periods and their scores.</summary>
internal static class SeriesPeriodFunctions
{
    private const int MostPeriods = 16;

    public static IReadOnlyList<Expr> Detect(FunctionCall call)
    {
        Func<Frame, double?> min = call.Real(1), max = call.Real(2);
        var count = call.Long(3);
        return Columns(call, f =>
        {
            if (min(f) is not { } low || max(f) is not { } high || count(f) is not (> 0 and <= MostPeriods and var most))
            {
                throw new RunStopped("series_periods_detect() of null bounds, or of a number of periods that is not from 1 to 16");
            }

            var periods = new SeriesPeriods(Numbers(call, f));
            var best = periods.Best(0, low, high) is [var only] ? only : throw new RunStopped("which periods Kusto finds in this series is not documented");
            return most == 1 || periods.IsAlone(best, low, high)
                ? [(best, periods.Score(best)), .. Enumerable.Repeat((0.0, 0.0), (int)most - 1)]
                : throw new RunStopped("which further periods Kusto finds in this series is not documented");
        });
    }

    public static IReadOnlyList<Expr> Validate(FunctionCall call)
    {
        var named = Enumerable.Range(1, call.Count - 1).Select(call.Real).ToArray();
        return Columns(call, f =>
        {
            var periods = new SeriesPeriods(Numbers(call, f));
            return [.. named.Select(p => p(f) is { } period ? (period, periods.Validated(period)) : throw new RunStopped("series_periods_validate() of a period that is null"))];
        });
    }

    private static double[] Numbers(FunctionCall call, Frame frame) =>
        Series.Numbers(call[0].Evaluate(frame)) is { Length: > 1 } series ? series : throw new RunStopped($"{call.Name}() of fewer than two numbers, or of other values");

    private static List<Expr> Columns(FunctionCall call, Func<Frame, (double Period, double Score)[]> of)
    {
        Expr Column(Func<(double Period, double Score), double> part) => new()
        {
            Type = ScalarType.Dynamic,
            VariesByRow = call.Args.Any(a => a.VariesByRow),
            Evaluate = f => Series.Of(of(f).Select(p => Value.Of(part(p)))),
        };
        return [Column(p => p.Period), Column(p => p.Score)];
    }
}
