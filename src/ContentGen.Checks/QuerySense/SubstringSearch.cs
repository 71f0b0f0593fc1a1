using System.Text.RegularExpressions;
using ContentGen.Checks.Cost;
using ContentGen.Checks.Facts;
using ContentGen.Checks.Kql;
using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.QuerySense;

/// <summary>
/// `contains` with whole words, right behind a table: the index knows words of three characters and more, `has` uses it, `contains`
/// reads every row (KQL reference, string operators; best practices). Said only of what comes before everything that narrows the rows.
/// </summary>
internal sealed partial class SubstringSearch : IRuleCheck
{
    public static readonly DiagnosticDescriptor Substring = new("CG3508", Severity.Info, "Substring search", "'{0}' reads every row; '{1}' finds {2} by the index, if it need not be found inside of longer words");

    public void Check(RuleContext context)
    {
        if (context is not { Rule.Query: { } text, Query.Tree: { } tree } || !text.Text.Contains("contains", StringComparison.Ordinal))
        {
            return;
        }

        foreach (var pipeline in Pipeline.In(tree.Root))
        {
            if (pipeline.Source is not { Kind: "NameReference", Symbol.Kind: "table" })
            {
                continue;
            }

            var conditions = pipeline.Operators.TakeWhile(o => o.Kind == "FilterOperator").SelectMany(o => Conditions.All(o.Child("Condition")));
            foreach (var search in conditions.TakeWhile(c => !RowWork.Narrows(c)).Select(Leading).OfType<Comparison>())
            {
                var better = search.Operator == "contains" ? "has" : "has_cs";
                context.Report(Substring, text.ToSource(search.Node.Span), search.Operator, better, $"'{search.Values[0].Constant}'");
            }
        }
    }

    // The condition itself, or the first of its alternatives when the index could answer them all.
    private static Comparison? Leading(BoundNode condition)
    {
        var searches = Conditions.Any(condition).Select(c => Comparison.Of(c)).ToList();
        return searches.TrueForAll(s => s is not null && (IsSearch(s) || RowWork.Narrows(s.Node))) ? searches.Find(s => IsSearch(s!)) : null;
    }

    private static bool IsSearch(Comparison comparison) => comparison is { Operator: "contains" or "contains_cs", Left: { Kind: "NameReference", Symbol.Table: not null, Type.Name: "string" }, Values: [{ Constant: { } word }] }
        && IsWholeWords(word);

    // Words at both ends, so that the text can stand between other words, and one that the index knows.
    private static bool IsWholeWords(string text) => text.Length >= 3 && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1]) && IndexedTerm().IsMatch(text);

    [GeneratedRegex("[A-Za-z0-9]{3}", RegexOptions.CultureInvariant)]
    private static partial Regex IndexedTerm();
}
