using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>Functions that return several columns.</summary>
internal static class TupleFunctions
{
    private static readonly Dictionary<string, Func<FunctionCall, IReadOnlyList<Expr>>> Entries = new(StringComparer.Ordinal)
    {
        ["array_sort_asc"] = call => Sorted(call, 1),
        ["array_sort_desc"] = call => Sorted(call, -1),
        ["series_fit_line"] = FitLine,
        ["series_fit_2lines"] = SegmentedFit.Columns,
        ["series_decompose"] = SeriesModelFunctions.Decompose,
        ["series_decompose_anomalies"] = SeriesModelFunctions.Anomalies,
        ["series_decompose_forecast"] = SeriesModelFunctions.Forecast,
        ["series_stats"] = SeriesModelFunctions.Stats,
        ["series_periods_detect"] = SeriesPeriodFunctions.Detect,
        ["series_periods_validate"] = SeriesPeriodFunctions.Validate,
    };

    public static Func<FunctionCall, IReadOnlyList<Expr>>? Find(string name) => Entries.GetValueOrDefault(name);

    /// <summary>Where a single column is asked for: the first.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("array_sort_asc", call => Sorted(call, 1)[0].Evaluate);
        table.Add("array_sort_desc", call => Sorted(call, -1)[0].Evaluate);
    }

    // The first array in order, the others in the order of the first. Nulls last unless the last argument is false.
    private static List<Expr> Sorted(FunctionCall call, int sign)
    {
        var nulls = call.Args[^1].Type == ScalarType.Bool ? call.Args[^1] : null;
        var arrays = call.Args.Where(a => a != nulls).Select(a => a.Evaluate).ToArray();
        return [.. arrays.Select(a => new Expr
        {
            Type = ScalarType.Dynamic,
            VariesByRow = call.Args.Any(x => x.VariesByRow),
            Evaluate = f => arrays[0](f).AsArray is not { } first || a(f).AsArray is not { } own || own.Count != first.Count
                ? Value.Null
                : Value.Of(new DynamicArray([.. Order(first, sign, nulls is null || nulls.Evaluate(f).IsTrue).Select(i => own.Items[i])])),
        })];
    }

    private static IEnumerable<int> Order(DynamicArray array, int sign, bool nullsLast)
    {
        if (array.Items.Where(i => !i.IsNull).Select(i => ValueOrder.IsNumber(i.Kind) ? ValueKind.Real : i.Kind).Distinct().Count() > 1)
        {
            throw new RunStopped("an order of values of several types");
        }

        var places = Enumerable.Range(0, array.Count);
        var ordered = places.Where(i => !array.Items[i].IsNull).OrderBy(i => array.Items[i], Comparer<Value>.Create((a, b) => sign * ValueOrder.Compare(a, b)));
        var missing = places.Where(i => array.Items[i].IsNull);
        return nullsLast ? ordered.Concat(missing) : missing.Concat(ordered);
    }

    private static List<Expr> FitLine(FunctionCall call)
    {
        var series = call[0].Evaluate;
        Expr Of(string key, ScalarType type) => new()
        {
            Type = type,
            VariesByRow = call[0].VariesByRow,
            Evaluate = f => Series.Numbers(series(f)) is { Length: > 2 } numbers ? LineFit.Of(numbers).Bag.At(key) : throw new RunStopped("series_fit_line() of fewer than three numbers, or of other values"),
        };
        return [Of("rsquare", ScalarType.Real), Of("slope", ScalarType.Real), Of("variance", ScalarType.Real), Of("rvariance", ScalarType.Real), Of("interception", ScalarType.Real), Of("line_fit", ScalarType.Dynamic)];
    }
}
