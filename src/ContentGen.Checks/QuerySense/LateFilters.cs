using ContentGen.Checks.Cost;
using ContentGen.Checks.Facts;
using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.QuerySense;

/// <summary>
/// A condition behind an expensive operator that reads only what was there before it: earlier, it saves the operator the rows (best practices
/// for KQL queries: filter early). Said only where moving it gives no result that the query could not have given as it is.
/// </summary>
internal sealed class LateFilters : IRuleCheck
{
    public static readonly DiagnosticDescriptor Late = new("CG3509", Severity.Info, "Filter that could come earlier", "this filter reads no column that '{0}' makes; before it{1}, fewer rows would reach it");

    public void Check(RuleContext context)
    {
        if (context is not { Rule.Query: { } text, Query.Tree: { } tree })
        {
            return;
        }

        foreach (var pipeline in Pipeline.In(tree.Root))
        {
            for (var i = 1; i < pipeline.Operators.Length; i++)
            {
                var filter = pipeline.Operators[i];
                var late = filter.Kind == "FilterOperator" && filter.Child("Condition") is { } condition
                    ? Conditions.All(condition).Select(c => (Condition: c, Passed: Passed(pipeline, i, c))).ToList()
                    : [];

                // All of it, or the parts that could move.
                if (late.Count > 0 && late[0].Passed is { } first && late.TrueForAll(l => l.Passed == first))
                {
                    context.Report(Late, text.ToSource(filter.Span), first.Name, first.Where);
                    continue;
                }

                foreach (var (part, passed) in late.Where(l => l.Passed is not null))
                {
                    context.Report(Late, text.ToSource(part.Span), passed!.Value.Name, passed.Value.Where);
                }
            }
        }
    }

    // The first expensive operator, backwards, that the condition could stand before; null when there is none.
    private static (string Name, string Where)? Passed(Pipeline pipeline, int index, BoundNode condition)
    {
        var read = condition.Descendants().Where(n => n is { Kind: "NameReference", Symbol.Kind: "column" }).Select(n => n.Symbol!).ToHashSet();
        if (read.Count == 0 || RowOrder.IsReadIn(condition))
        {
            return null;
        }

        for (var i = index - 1; i >= 0; i--)
        {
            var step = pipeline.Operators[i];
            if (JoinedSides.Of(step) is { IsRightFree: true } && read.All(c => IsOfRightSide(step, c)))
            {
                return (step.Tokens[0].Text, " in its right side");
            }

            var before = i == 0 ? pipeline.Source.Type : pipeline.Operators[i - 1].Type;
            if (before is not { IsTable: true } || !read.IsSubsetOf(before.Columns) || !LetsPass(step, read))
            {
                return null;
            }

            if (IsExpensive(step))
            {
                return (step.Tokens[0].Text, "");
            }
        }

        return null;
    }

    // A column that has the same symbol before and behind the operator is handed on, unless the operator writes into it (parse keeps the
    // symbol of a column that it overwrites); what is left is whether the rows are handed on.
    private static bool LetsPass(BoundNode step, HashSet<BoundSymbol> read) => step.Kind switch
    {
        "FilterOperator" or "SortOperator" or "ProjectAwayOperator" or "ProjectReorderOperator" or "ProjectKeepOperator" => true,
        "ParseOperator" or "ParseWhereOperator" or "ParseKvOperator" or "ProjectRenameOperator" => !Writes(step, read),
        "ExtendOperator" or "ProjectOperator" => !RowOrder.IsReadIn(step) && !Writes(step, read),
        "JoinOperator" or "LookupOperator" => JoinedSides.Of(step) is { IsLeftFree: true },
        "SummarizeOperator" => step.Child("ByClause") is { } by && read.IsSubsetOf(Named(by.ChildrenOf("Expressions"))),
        "DistinctOperator" => true,
        "MvExpandOperator" => !Writes(step, read) && !read.Overlaps(step.Descendants().Select(n => n.Symbol).OfType<BoundSymbol>()),
        _ => false,
    };

    private static bool Writes(BoundNode step, HashSet<BoundSymbol> read) =>
        step.Descendants().Any(n => n.Kind == "NameDeclaration" && read.Any(c => c.Name == n.Name));

    private static bool IsExpensive(BoundNode step) => step.Kind switch
    {
        "JoinOperator" or "LookupOperator" or "SummarizeOperator" or "DistinctOperator" or "MvExpandOperator" or "SortOperator" or "ParseOperator" or "ParseWhereOperator" or "ParseKvOperator" => true,
        "ExtendOperator" or "ProjectOperator" => RowWork.Of(step).Any(w => w.Share >= RowWork.RegularExpression),
        _ => false,
    };

    // Columns of the right side keep their symbol, or have one of their own where the left side has the name as well.
    private static bool IsOfRightSide(BoundNode join, BoundSymbol column) => join.Child("Expression")?.Type is { IsTable: true } right
        && (right.Columns.Contains(column) || (column.Originals is [var original] && right.Columns.Contains(original)));

    private static IEnumerable<BoundSymbol> Named(IEnumerable<BoundNode> expressions) =>
        expressions.Where(e => e.Kind == "NameReference").Select(e => e.Symbol).OfType<BoundSymbol>();
}
