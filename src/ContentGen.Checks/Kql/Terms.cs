using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Kql;

/// <summary>
/// <c>has</c> looks for whole terms, runs of letters and digits (documentation of string operators). A value without any is not what it
/// is for, and where the values of a column are known, a term that is only a part of theirs never matches.
/// </summary>
internal sealed class Terms : IQueryCheck
{
    public static readonly DiagnosticDescriptor NoTerm = new("CG3206", Severity.Info, "No term to look for", "{0} has no letter or digit, and '{1}' looks for terms; write {2}");

    public static readonly DiagnosticDescriptor PartOfTerm = new("CG3207", Severity.Warning, "Only a part of a term", "no value of {0} has the term '{1}', so '{2}' never finds it: it is a part of {3}; write {4}");

    private static readonly HashSet<string> Operators = ["has", "!has", "has_cs", "!has_cs", "has_any", "has_all"];

    public void Check(QueryContext context)
    {
        foreach (var node in context.Nodes)
        {
            if (Comparison.Of(node) is not { } comparison || !Operators.Contains(comparison.Operator))
            {
                continue;
            }

            var known = Comparison.ColumnOf(comparison.Left) is { } column && Comparison.SourceOf(column) is { } source ? KnownValues.Of(source.Table, source.Column) : [];
            foreach (var value in comparison.Values.SelectMany(v => Literals.TextsOf(context, v)))
            {
                var term = value.Constant!;
                var instead = comparison.Operator.Contains('_', StringComparison.Ordinal) && !comparison.Operator.EndsWith("_cs", StringComparison.Ordinal) ? "contains for each" : comparison.Operator.Replace("has", "contains", StringComparison.Ordinal);
                if (!term.Any(char.IsLetterOrDigit))
                {
                    context.Report(NoTerm, value.Span, term.Length == 0 ? "an empty text" : $"'{term}'", comparison.Operator, instead);
                }
                else if (known.FirstOrDefault(v => v.Contains(term, StringComparison.OrdinalIgnoreCase)) is { } whole && !known.Any(v => HasTerm(v, term)))
                {
                    context.Report(PartOfTerm, value.Span, Comparison.ColumnOf(comparison.Left)!.Name, term, comparison.Operator, $"'{whole}'", instead);
                }
            }
        }
    }

    private static bool HasTerm(string text, string term)
    {
        for (var at = text.IndexOf(term, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(term, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + term.Length == text.Length || !char.IsLetterOrDigit(text[at + term.Length])))
            {
                return true;
            }
        }

        return false;
    }
}
