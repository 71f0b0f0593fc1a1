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

    /// <param name="filters">Exclusions with the condition that each negates, in the order in which they are applied.</param>
    public static IEnumerable<Diagnostic> Contradictions(IReadOnlyList<(Exclusion Exclusion, BoundNode Condition)> filters)
    {
        var seen = new List<(Exclusion Exclusion, string Same, string Opposite)>();
        foreach (var (exclusion, condition) in filters.DistinctBy(f => f.Exclusion, ReferenceEqualityComparer.Instance as IEqualityComparer<object>))
        {
            var (same, opposite) = (Form(condition), Form(condition, negated: true));
            if (seen.Find(s => (s.Same == same || s.Opposite == same) && s.Exclusion.Place == exclusion.Place) is { Exclusion: { } other } pair)
            {
                var isTwin = pair.Same == same;
                yield return exclusion.Finding(
                    exclusion.Words.Contradiction, exclusion.PredicateSpan, isTwin ? "the same as" : "the opposite of", other.Reference, isTwin ? "no more than one of them" : "every row");
            }

            seen.Add((exclusion, same, opposite));
        }
    }

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

        // The kind of a node names its operator.
        var text = $"{node.Name ?? node.Constant ?? (op is not null && (Opposites.ContainsKey(op) || Opposites.ContainsValue(op)) ? "" : node.Kind)} {op} ({string.Join(',', node.Children.Select(c => Form(c)))})";
        return negated ? $"not {text}" : text;
    }
}
