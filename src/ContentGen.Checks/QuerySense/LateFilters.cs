using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.QuerySense;

/// <summary>
/// A filter behind an expensive operator that reads only what was there before it: earlier, it saves the operator the rows (best practices
/// for KQL queries: filter early). Said only where moving it changes no result.
/// </summary>
internal sealed class LateFilters : IRuleCheck
{
    public static readonly DiagnosticDescriptor Late = new("CG3509", Severity.Info, "Filter that could come earlier", "this filter reads no column that '{0}' makes; before it, fewer rows would reach it");

    public void Check(RuleContext context)
    {
        if (context is not { Rule.Query: { } text, Query.Tree: { } tree })
        {
            return;
        }

        foreach (var pipeline in Pipeline.In(tree.Root))
        {
            var before = pipeline.Source.Type;
            foreach (var (step, next) in pipeline.Operators.Zip(pipeline.Operators.Skip(1)))
            {
                if (next is { Kind: "FilterOperator" } && next.Child("Condition") is { } condition && before is { IsTable: true } && Passing(step, before) is { } columns && Reads(condition, columns))
                {
                    context.Report(Late, text.ToSource(next.Span), step.Tokens[0].Text);
                }

                before = step.Type;
            }
        }
    }

    /// <summary>The columns of the input that the operator hands on as they were; null for an operator that is cheap or where order matters.</summary>
    private static HashSet<BoundSymbol>? Passing(BoundNode step, BoundType before) => step.Kind switch
    {
        "JoinOperator" when KindOf(step) is "inner" or "leftouter" or "leftsemi" or "leftanti" or "anti" or "leftantisemi" => [.. before.Columns],
        "SummarizeOperator" when step.Child("ByClause") is { } by => [.. by.ChildrenOf("Expressions").Where(e => e.Kind == "NameReference").Select(e => e.Symbol).OfType<BoundSymbol>().Intersect(before.Columns)],
        "MvExpandOperator" => [.. before.Columns.Except(step.Descendants().Select(n => n.Symbol).OfType<BoundSymbol>())],
        _ => null,
    };

    private static string? KindOf(BoundNode join) =>
        join.ChildrenOf("Parameters").FirstOrDefault(p => p.Child("Name")?.Name == "kind")?.Child("Expression")?.Constant;

    private static bool Reads(BoundNode condition, HashSet<BoundSymbol> columns)
    {
        var read = condition.Descendants().Where(n => n is { Kind: "NameReference", Symbol.Kind: "column" }).Select(n => n.Symbol!).ToList();
        return read.Count > 0 && read.All(columns.Contains);
    }
}
