using System.Collections.Immutable;
using System.Globalization;
using ContentGen.Checks.Facts;

namespace ContentGen.Checks.Cost;

/// <summary>
/// Costs a query branch by branch: what its source reads, then what each operator does with the rows that are left. The weights follow the
/// best practices for Kusto queries: time filters first, then indexed terms, then everything that looks at each row.
/// </summary>
internal static class CostModel
{
    private const double PointsPerDay = 100;
    private const double AllTables = 50;

    /// <param name="facts">The query.</param>
    /// <param name="period">What Sentinel lets the query see.</param>
    /// <param name="options">Sizes of tables.</param>
    public static QueryCost Of(QueryFacts facts, TimeSpan period, CostOptions options)
    {
        var parts = ImmutableArray.CreateBuilder<CostPart>();
        foreach (var branch in facts.Branches)
        {
            Add(parts, branch, period, options);
        }

        return new QueryCost(parts.ToImmutable());
    }

    private static void Add(ImmutableArray<CostPart>.Builder parts, Branch branch, TimeSpan period, CostOptions options)
    {
        var source = branch.Source;
        var isEverywhere = source.Node.Kind is "SearchOperator" or "FindOperator" && source.Node.Child("InClause") is null;
        var searched = source.Node.Child("InClause")?.ChildrenOf("Expressions").Where(e => e.Symbol?.Kind == "table").Select(e => e.Symbol!.Name).ToList() ?? [];
        if (source.Table is null && source.Function is null && !isEverywhere && searched.Count == 0)
        {
            return;
        }

        // Sentinel bounds every table by the period; a filter can only narrow that.
        var lookback = branch.Times.Lookback?.Most is { } asked && asked < period ? asked : period;
        var window = lookback < TimeSpan.FromMinutes(1) ? TimeSpan.FromMinutes(1) : lookback;
        var name = isEverywhere ? "all tables" : source.Table ?? source.Function ?? string.Join(" and ", searched);
        var size = isEverywhere ? AllTables : searched.Count > 0 ? searched.Sum(options.FactorOf) : options.FactorOf(name);
        var scan = PointsPerDay * size * window.TotalDays;
        parts.Add(new CostPart($"reading {name} over {Words(window)}", scan, source.Place));
        if (branch.Times is { Lookback: null, Ingested: null, HasRecordTime: true })
        {
            // The engine then goes through the whole period before anything else narrows the rows.
            parts.Add(new CostPart($"no filter on the time of {name}", scan * 0.2, source.Place));
        }

        var rows = scan;
        foreach (var step in branch.Steps)
        {
            rows = Add(parts, step, rows);
        }
    }

    /// <returns>What the rows behind the operator weigh.</returns>
    private static double Add(ImmutableArray<CostPart>.Builder parts, FlowStep step, double rows)
    {
        foreach (var (what, share) in RowWork.Of(step.Operator))
        {
            parts.Add(new CostPart(what, rows * share, step.Place));
        }

        switch (step.Operator.Kind)
        {
            case "FilterOperator":
                return rows * (Conditions.All(step.Operator.Child("Condition")).Any(RowWork.Narrows) ? 0.2 : 0.8);
            case "JoinOperator":
                var bounded = step.Operator.Child("ConditionClause")?.Descendants().Any(n => n.Type?.Name == "datetime") == true;
                parts.Add(new CostPart(bounded ? "join" : "join without a window of time", rows * (bounded ? 0.5 : 1), step.Place));
                return rows;
            case "SummarizeOperator" or "DistinctOperator" or "CountOperator" or "MakeSeriesOperator" or "TopOperator" or "TakeOperator":
                return rows * 0.1;
            default:
                return rows;
        }
    }

    private static string Words(TimeSpan time) => time.TotalDays >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0.#} d")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.##} h");
}
