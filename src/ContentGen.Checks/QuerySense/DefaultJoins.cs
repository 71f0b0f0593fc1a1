using ContentGen.Checks.Facts;
using ContentGen.Checks.Kql;
using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.QuerySense;

/// <summary>
/// A join without a kind is an innerunique one: of the left rows with the same key one is kept, whichever (KQL reference, join). Silent
/// where the left side has one row per key anyway.
/// </summary>
internal sealed class DefaultJoins : IRuleCheck
{
    public static readonly DiagnosticDescriptor Default = new("CG3511", Severity.Info, "Join that drops rows", "without a kind, the join keeps any one left row for each {0} and drops the others; write kind=inner to keep all, or kind=innerunique to say that it is meant");

    public void Check(RuleContext context)
    {
        if (context is not { Rule.Query: { } text, Query.Tree: { } tree } || !text.Text.Contains("join", StringComparison.Ordinal))
        {
            return;
        }

        var lets = TabularLets.In(tree.Root);
        foreach (var pipeline in Pipeline.In(tree.Root))
        {
            for (var i = 0; i < pipeline.Operators.Length; i++)
            {
                if (pipeline.Operators[i] is { Kind: "JoinOperator" } join && JoinedSides.KindOf(join) is null)
                {
                    var keys = LeftKeys(join);
                    if (keys.Count > 0 && !IsUnique(pipeline, i, keys, lets, 8))
                    {
                        var fix = new QueryEdit("say that innerunique is meant", new TextSpan(join.Span.Start + "join".Length, 0), " kind=innerunique").Of(text);
                        context.ReportFixable(Default, text.ToSource(join.Span with { Length = "join".Length }), fix, string.Join(" and ", keys.Order(StringComparer.Ordinal)));
                    }
                }
            }
        }
    }

    private static HashSet<string> LeftKeys(BoundNode join)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var condition in join.Child("ConditionClause")?.ChildrenOf("Expressions").SelectMany(Conditions.All) ?? [])
        {
            // Key, or $left.Key == $right.Other in either order.
            foreach (var part in condition.Kind == "EqualExpression" ? condition.Children : [condition])
            {
                if (part.Kind == "NameReference" && part.Name is { } name)
                {
                    _ = keys.Add(name);
                }
                else if (part.Kind == "PathExpression" && part.Child("Expression")?.Name == "$left" && part.Child("Selector")?.Name is { } left)
                {
                    _ = keys.Add(left);
                }
            }
        }

        return keys;
    }

    // One row per key: the rows were grouped by no more than the keys, and nothing multiplied them since.
    private static bool IsUnique(Pipeline pipeline, int end, HashSet<string> keys, TabularLets lets, int depth)
    {
        for (var i = end - 1; i >= 0; i--)
        {
            var step = pipeline.Operators[i];
            switch (step.Kind)
            {
                case "SummarizeOperator":
                    return step.Child("ByClause") is not { } by || by.ChildrenOf("Expressions").All(e => NameOf(e) is { } name && keys.Contains(name));
                case "DistinctOperator":
                    return step.ChildrenOf("Expressions").All(e => NameOf(e) is { } name && keys.Contains(name));
                case "FilterOperator" or "ExtendOperator" or "ProjectAwayOperator" or "ProjectReorderOperator" or "SortOperator" or "TakeOperator" or "TopOperator" or "ProjectOperator":
                    break;
                default:
                    return false;
            }
        }

        return depth > 0 && lets.Find(pipeline.Source) is { } let
            && Pipeline.Of(let) is var inner && IsUnique(inner, inner.Operators.Length, keys, lets, depth - 1);
    }

    private static string? NameOf(BoundNode expression) => expression.Kind == "NameReference" ? expression.Name : expression.Child("Name")?.Name;
}
