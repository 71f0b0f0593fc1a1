using ContentGen.Checks.Facts;
using ContentGen.Checks.Kql;
using ContentGen.Checks.Rules;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;
using Values = System.Collections.Immutable.ImmutableDictionary<ContentGen.Kusto.Binding.BoundSymbol, ContentGen.Checks.QuerySense.ValueSet>;

namespace ContentGen.Checks.QuerySense;

/// <summary>Conditions with one answer for all rows, seen from the values that the query itself gives its columns or leaves them.</summary>
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
                _ = new ValueFlow(tree.Root, (condition, known) => Check(context, text, condition, known));
            }
        }
    }

    private static void Check(RuleContext context, KqlText text, BoundNode condition, Values known)
    {
        if (Truth(condition) is { } written)
        {
            Report(context, text, written, condition, "it is written so");
        }

        foreach (var either in Conditions.Choices(condition))
        {
            if (Exclusive(either) is { } column)
            {
                Report(context, text, true, either, $"whatever {column} is, it differs from one of them; 'and' excludes both");
            }
        }

        foreach (var leaf in Conditions.Leaves(condition))
        {
            if (Comparison.Of(leaf) is { } comparison && leaf.Symbol is { Kind: "operator" } && ConstantFolding.Of(comparison.Left, known) is { } values
                && FilteredValues.Constants(comparison) is { IsEmpty: false } constants && ValueComparison.Decide(comparison.Operator, values, constants) is { } answer)
            {
                Report(context, text, answer, leaf, $"{Written(text, comparison.Left)} is {values}{(values.MayBeNull ? " or nothing" : "")} here");
            }
        }
    }

    // true, false, not(true): an exclusion of everything looks so.
    private static bool? Truth(BoundNode condition)
    {
        var (node, isDenied) = (Conditions.Bare(condition), false);
        while (node is { Kind: "FunctionCallExpression", Symbol.Name: "not" } && node.Child("ArgumentList")?.ChildrenOf("Expressions").ToList() is [var denied])
        {
            (node, isDenied) = (Conditions.Bare(denied), !isDenied);
        }

        return ConstantFolding.Literal(node) is bool value ? value != isDenied : null;
    }

    // `A != 1 or A != 2`: the column, when two alternatives exclude different values of it.
    private static string? Exclusive(BoundNode either)
    {
        var excluded = Conditions.Any(either).Select(Comparison.Of).OfType<Comparison>().Where(c => c.Operator is "!=" or "<>" or "!in")
            .Select(c => (Column: Comparison.ColumnOf(c.Left), Constants: FilteredValues.Constants(c))).Where(c => c.Column is not null && !c.Constants.IsEmpty);
        return excluded.GroupBy(c => c.Column).FirstOrDefault(g => g.Any(a => g.Any(b => !a.Constants.Intersect(b.Constants).Any())))?.Key!.Name;
    }

    private static void Report(RuleContext context, KqlText text, bool answer, BoundNode condition, string why) =>
        context.Report(answer ? Always : Never, text.ToSource(condition.Span), Written(text, condition), why);

    private static string Written(KqlText text, BoundNode node) => text.Text.Substring(node.Span.Start, node.Span.Length).ReplaceLineEndings(" ");
}
