using System.Collections.Immutable;
using ContentGen.Checks.Rules;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;
using Values = System.Collections.Immutable.ImmutableDictionary<ContentGen.Kusto.Binding.BoundSymbol, ContentGen.Checks.QuerySense.ValueSet>;

namespace ContentGen.Checks.QuerySense;

/// <summary>Conditions with one answer for all rows, seen from the values that the query itself gives its columns.</summary>
internal sealed class ConstantPredicates : IRuleCheck
{
    public static readonly DiagnosticDescriptor Always = new("CG3502", Severity.Warning, "Condition that always holds", "'{0}' holds for every row: {1}");

    public static readonly DiagnosticDescriptor Never = new("CG3503", Severity.Warning, "Condition that never holds", "'{0}' holds for no row: {1}");

    public void Check(RuleContext context)
    {
        foreach (var (text, query) in context.Queries)
        {
            if (query.Tree is { } tree)
            {
                _ = new ValueFlow(tree.Root, (filter, known) => Check(context, text, filter, known));
            }
        }
    }

    private static void Check(RuleContext context, KqlText text, BoundNode filter, Values known)
    {
        foreach (var leaf in Conditions.Leaves(filter.Child("Condition")))
        {
            if (leaf.Child("Left") is { } left && leaf.Child("Right") is { } right && leaf.Symbol is { Kind: "operator" } && ConstantFolding.Of(left, known) is { } values
                && Constants(right) is { IsEmpty: false } constants && ValueComparison.Decide(leaf, values, constants) is { } answer)
            {
                var written = text.Text.Substring(leaf.Span.Start, leaf.Span.Length).ReplaceLineEndings(" ");
                var subject = text.Text.Substring(left.Span.Start, left.Span.Length).ReplaceLineEndings(" ");
                context.Report(answer ? Always : Never, text.ToSource(leaf.Span), written, $"{subject} is {values}{(values.MayBeNull ? " or nothing" : "")} here");
            }
        }
    }

    // All of them, or none: a list with one unknown item says nothing.
    private static ImmutableArray<object> Constants(BoundNode right)
    {
        var nodes = right.Kind == "ExpressionList" ? right.ChildrenOf("Expressions").ToList() : [right];
        var constants = nodes.Select(n => ConstantFolding.Literal(Conditions.Bare(n))).OfType<object>().ToImmutableArray();
        return constants.Length == nodes.Count ? constants : [];
    }
}
