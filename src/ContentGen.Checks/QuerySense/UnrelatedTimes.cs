using System.Collections.Immutable;
using ContentGen.Checks.Facts;
using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.QuerySense;

/// <summary>
/// A join of events with events in which nothing relates their times: each row meets every row of the other side in the whole period. Said
/// of joins on the way to the result whose sides are records of tables, and only when no later step looks at both times.
/// </summary>
internal sealed class UnrelatedTimes : IRuleCheck
{
    public static readonly DiagnosticDescriptor Unrelated = new("CG3510", Severity.Info, "Join without a time bound", "nothing {0}: the join takes events for one story however far apart they are in the period");

    // Lists of things rather than of what happened: their times are no part of a story.
    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal)
    {
        "IdentityInfo", "DeviceInfo", "DeviceNetworkInfo", "ThreatIntelligenceIndicator", "ThreatIntelIndicators", "Heartbeat", "Watchlist", "UserPeerAnalytics", "UserAccessAnalytics",
    };

    public void Check(RuleContext context)
    {
        if (context is not { Rule.Query: { } text, Query.Tree: { } tree, QueryHasErrors: false } || !text.Text.Contains("join", StringComparison.Ordinal))
        {
            return;
        }

        var lets = TabularLets.In(tree.Root);
        foreach (var pipeline in Pipeline.In(tree.Root).Where(p => p.Holder is { Kind: "ExpressionStatement" }))
        {
            var (source, operators) = lets.Unfold(pipeline);
            var before = source.Type;
            for (var i = 0; i < operators.Length; i++)
            {
                if (operators[i] is { Kind: "JoinOperator" } join && Unrelate(source, operators, i, before, lets) is { } what)
                {
                    context.Report(Unrelated, text.ToSource(join.Span with { Length = "join".Length }), what);
                }

                before = operators[i].Type;
            }
        }
    }

    private static string? Unrelate(BoundNode source, ImmutableArray<BoundNode> operators, int index, BoundType? left, TabularLets lets)
    {
        var join = operators[index];
        if (left is not { IsTable: true } || join.Type is not { IsTable: true } result || join.Child("Expression") is not { Type: { IsTable: true } right } other
            || JoinedSides.KindOf(join) is "leftanti" or "anti" or "leftantisemi" or "rightanti" or "rightantisemi" or "leftsemi" or "rightsemi"
            || !AreRecords(source, operators.Take(index)) || !AreRecords(lets.Unfold(Pipeline.Of(other))))
        {
            return null;
        }

        var leftTimes = left.Columns.Where(IsTime).ToHashSet();
        var rightTimes = result.Columns.Where(c => IsTime(c) && !leftTimes.Contains(c)).ToHashSet();
        if (leftTimes.Count > 0 && rightTimes.Count == 0 && !result.IsOpen && Dropped(lets.Unfold(Pipeline.Of(other))) is { } dropped)
        {
            return $"can relate the times, as the right side leaves its {dropped} out";
        }

        if (leftTimes.Count == 0 || rightTimes.Count == 0 || Mentioned(join.Child("ConditionClause")).Any(IsTime))
        {
            return null;
        }

        // A later step that mentions times of both sides relates them; columns made of them are not followed, so any date arithmetic counts.
        foreach (var step in operators.Skip(index + 1))
        {
            var columns = Mentioned(step).ToHashSet();
            if (columns.Overlaps(rightTimes) || (step.Kind is "FilterOperator" or "ExtendOperator" && columns.Any(IsTime)) || step.Kind is "MakeSeriesOperator" or "EvaluateOperator"
                || (step.Kind == "SummarizeOperator" && step.Descendants().Any(n => n.Kind == "StarExpression")))
            {
                return null;
            }

            if (step.Kind is "SummarizeOperator" or "DistinctOperator")
            {
                break;
            }
        }

        return $"relates {leftTimes.First().Name} and {rightTimes.First().Name}";
    }

    // The record's time, where the source had it and the rows that are joined do not.
    private static string? Dropped((BoundNode Source, ImmutableArray<BoundNode> Operators) rows) =>
        rows.Source.Type?.Columns.FirstOrDefault(c => c is { Name: "TimeGenerated" or "Timestamp", Type.Name: "datetime" })?.Name;

    // Rows of a table, filtered and renamed: not aggregated, not joined before, and not a list that has no times to relate.
    private static bool AreRecords((BoundNode Source, ImmutableArray<BoundNode> Operators) rows) => AreRecords(rows.Source, rows.Operators);

    private static bool AreRecords(BoundNode source, IEnumerable<BoundNode> operators) =>
        source is { Kind: "NameReference", Symbol: { Kind: "table", Name: { } table } } && !Lists.Contains(table)
        && operators.All(o => o.Kind is "FilterOperator" or "ExtendOperator" or "ProjectOperator" or "ProjectRenameOperator" or "ProjectAwayOperator" or "ProjectKeepOperator" or "ProjectReorderOperator" or "ParseOperator");

    private static IEnumerable<BoundSymbol> Mentioned(BoundNode? node) => node?.Descendants().Where(n => n is { Kind: "NameReference", Symbol.Kind: "column" }).Select(n => n.Symbol!) ?? [];

    private static bool IsTime(BoundSymbol column) => column.Type?.Name == "datetime" && column.Name is not ("SourceSystem" or "_TimeReceived");
}
