using System.Text.RegularExpressions;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Edits;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Rules;

/// <summary>A column of the result between too few braces: the alert shows the braces instead of the value.</summary>
internal sealed partial class HalfPlaceholders : IRuleCheck
{
    public static readonly DiagnosticDescriptor Half = new("CG2226", Severity.Warning, "Placeholder without its braces", "'{0}' is no placeholder and stays in the text as it is; write '{{{{{1}}}}}'");

    public void Check(RuleContext context)
    {
        if (context is not { Query.ResultColumns: { } columns, QueryHasErrors: false, Rule.AlertDetails: { } details })
        {
            return;
        }

        foreach (var format in new[] { details.DisplayNameFormat, details.DescriptionFormat }.OfType<Located<string>>())
        {
            var from = format.Span.Start;
            foreach (var half in Pattern().Matches(format.Value).Where(m => columns.Any(c => c.Name == m.Groups["name"].Value)))
            {
                var at = context.Rule.Source.Text.IndexOf(half.Value, from, format.Span.End - from, StringComparison.Ordinal);
                from = at < 0 ? from : at + half.Length;
                var (name, place) = (half.Groups["name"].Value, at < 0 ? format.Span : new TextSpan(at, half.Length));
                var fix = at < 0 ? null : new CodeFix($"write '{{{{{name}}}}}'", [new TextEdit(place, $"{{{{{name}}}}}")], IsSuggestion: true);
                context.ReportFixable(Half, place, fix, half.Value, name);
            }
        }
    }

    // One brace on a side, or on both.
    [GeneratedRegex(@"(?<!\{)\{[ ]*(?<name>\w+)[ ]*\}{1,2}(?!\})|(?<!\{)\{\{[ ]*(?<name>\w+)[ ]*\}(?!\})", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
