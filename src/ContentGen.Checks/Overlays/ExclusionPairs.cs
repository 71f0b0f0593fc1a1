using System.Globalization;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Overlays;

/// <summary>Exclusions of one rule that cannot both be meant: the same twice, or one the opposite of the other, which leaves nothing.</summary>
internal static class ExclusionPairs
{
    private static readonly Dictionary<string, string> Opposites = new(StringComparer.Ordinal)
    {
        ["=="] = "!=", ["=~"] = "!~", ["in"] = "!in", ["in~"] = "!in~", ["<"] = ">=", ["<="] = ">", ["between"] = "!between",
        ["has"] = "!has", ["has_cs"] = "!has_cs", ["contains"] = "!contains", ["contains_cs"] = "!contains_cs", ["startswith"] = "!startswith",
        ["startswith_cs"] = "!startswith_cs", ["endswith"] = "!endswith", ["endswith_cs"] = "!endswith_cs",
    };

    public static IEnumerable<Diagnostic> Contradictions(BoundNode root, TunedQuery tuned, Overlay overlay, OverlayPlan plan)
    {
        var filters = root.Descendants().Where(n => n.Kind == "FilterOperator").ToLookup(n => n.Span.Start);
        var seen = new List<(WorkspaceExclusion Exclusion, string Same, string Opposite)>();
        foreach (var (change, exclusion) in plan.Filters.DistinctBy(f => f.Exclusion, ReferenceEqualityComparer.Instance as IEqualityComparer<object>))
        {
            if (filters[tuned.StartOf(change) + "\n| ".Length].Select(OverlayVerdict.ConditionIn).FirstOrDefault() is not { } condition)
            {
                continue;
            }

            var (same, opposite) = (Form(condition), Form(condition, negated: true));
            if (seen.Find(s => (s.Same == same || s.Opposite == same) && At(s.Exclusion) == At(exclusion)) is { Exclusion: { } other } pair)
            {
                var line = overlay.Workspace.Source.PositionOf(other.Span.Start).Line;
                var isTwin = pair.Same == same;
                yield return OverlayCompiler.Finding(
                    overlay.Workspace, OverlayDescriptors.Contradiction, exclusion.Exclude.Scalar.Span, isTwin ? "the same as" : "the opposite of",
                    line.ToString(CultureInfo.InvariantCulture), isTwin ? "no more than one of them" : "every row");
            }

            seen.Add((exclusion, same, opposite));
        }
    }

    private static string At(WorkspaceExclusion exclusion) => exclusion.At?.Value ?? "result";

    // The condition without what does not matter: blanks, comments, brackets, the kind of quotes.
    private static string Form(BoundNode node, bool negated = false)
    {
        if (node.Kind == "ParenthesizedExpression" && node.Child("Expression") is { } inner)
        {
            return Form(inner, negated);
        }

        if (node.Kind == "FunctionCallExpression" && node.Child("Name")?.Name == "not" && node.Child("ArgumentList")?.ChildrenOf("Expressions").ToList() is [var argument])
        {
            return Form(argument, !negated);
        }

        var op = node.Token("Operator");
        if (negated && op is not null)
        {
            op = Opposites.TryGetValue(op, out var opposite) ? opposite : Opposites.FirstOrDefault(o => o.Value == op).Key;
            negated = op is null;
            op ??= node.Token("Operator");
        }

        var text = $"{node.Name ?? node.Constant ?? node.Kind} {op} ({string.Join(',', node.Children.Select(c => Form(c)))})";
        return negated ? $"not {text}" : text;
    }
}
