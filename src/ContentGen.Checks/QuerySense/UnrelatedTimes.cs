using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.QuerySense;

/// <summary>
/// A join of events with events in which nothing relates their times: each row meets every row of the other side in the whole period. Said
/// of joins in the query's own pipeline whose sides are records of tables, and only when no later step looks at both times.
/// </summary>
internal sealed class UnrelatedTimes : IRuleCheck
{
    public static readonly DiagnosticDescriptor Unrelated = new("CG3510", Severity.Info, "Join without a time bound", "nothing relates {0} and {1}: the join takes events for one story however far apart they are in the period");

    public void Check(RuleContext context)
    {
        if (context is not { Rule.Query: { } text, Query.Tree: { } tree, QueryHasErrors: false })
        {
            return;
        }

        foreach (var pipeline in Pipeline.In(tree.Root).Where(p => p.Holder is { Kind: "ExpressionStatement" }))
        {
            var before = pipeline.Source.Type;
            for (var i = 0; i < pipeline.Operators.Length; i++)
            {
                if (pipeline.Operators[i] is { Kind: "JoinOperator" } join && Unrelate(pipeline, i, join, before) is var (left, right))
                {
                    context.Report(Unrelated, text.ToSource(join.Span with { Length = "join".Length }), left, right);
                }

                before = pipeline.Operators[i].Type;
            }
        }
    }

    private static (string Left, string Right)? Unrelate(Pipeline pipeline, int index, BoundNode join, BoundType? left)
    {
        if (left is not { IsTable: true } || join.Type is not { IsTable: true } result || join.Child("Expression") is not { } other
            || !AreRecords(pipeline.Source, pipeline.Operators.Take(index)) || !AreRecords(Pipeline.Of(other)))
        {
            return null;
        }

        var leftTimes = left.Columns.Where(IsTime).ToHashSet();
        var rightTimes = result.Columns.Where(c => IsTime(c) && !leftTimes.Contains(c)).ToHashSet();
        if (leftTimes.Count == 0 || rightTimes.Count == 0 || Mentioned(join.Child("ConditionClause")).Any(IsTime))
        {
            return null;
        }

        // A later step that mentions times of both sides relates them; columns made of them are not followed, so any date arithmetic counts.
        foreach (var step in pipeline.Operators.Skip(index + 1))
        {
            var columns = Mentioned(step).ToHashSet();
            if (columns.Overlaps(rightTimes) || (step.Kind is "FilterOperator" or "ExtendOperator" && columns.Any(IsTime)) || step.Kind is "SummarizeOperator" or "MakeSeriesOperator" or "EvaluateOperator")
            {
                return null;
            }
        }

        return (leftTimes.First().Name, rightTimes.First().Name);
    }

    // Rows of a table, filtered and renamed: not aggregated, not joined before, and not a list that has no times to relate.
    private static bool AreRecords(Pipeline pipeline) => AreRecords(pipeline.Source, pipeline.Operators);

    private static bool AreRecords(BoundNode source, IEnumerable<BoundNode> operators) =>
        source is { Kind: "NameReference", Symbol: { Kind: "table", Name: not ("IdentityInfo" or "DeviceInfo" or "ThreatIntelligenceIndicator" or "ThreatIntelIndicators" or "Heartbeat" or "Watchlist") } }
        && operators.All(o => o.Kind is "FilterOperator" or "ExtendOperator" or "ProjectOperator" or "ProjectRenameOperator" or "ProjectAwayOperator" or "ParseOperator");

    private static IEnumerable<BoundSymbol> Mentioned(BoundNode? node) => node?.Descendants().Where(n => n is { Kind: "NameReference", Symbol.Kind: "column" }).Select(n => n.Symbol!) ?? [];

    private static bool IsTime(BoundSymbol column) => column.Type?.Name == "datetime" && column.Name is not ("SourceSystem" or "_TimeReceived");
}
