using System.Text.RegularExpressions;
using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Checks.Hygiene;

/// <summary>
/// Mail addresses of real domains, numbers of cards, accounts, telephones and social security: in the rows of a test they were copied from
/// somebody's logs; in a query they are either somebody's colleague or an indicator, which only the author knows.
/// </summary>
internal sealed partial class PersonalData : IRuleCheck
{
    public static readonly DiagnosticDescriptor InRows = new("CG2608", Severity.Warning, "Personal data in test rows", "'{0}' is {1}; use {2}");

    public static readonly DiagnosticDescriptor InQuery = new("CG2609", Severity.Info, "Personal data in a query", "'{0}' is {1}; a list of people belongs into a watchlist");

    // Microsoft's fictitious companies and RFC 2606's domains.
    private static readonly string[] Fictitious =
    [
        "contoso.com", "fabrikam.com", "adatum.com", "adventure-works.com", "northwindtraders.com", "tailspintoys.com", "wingtiptoys.com", "woodgrovebank.com",
        "litwareinc.com", "proseware.com", "cohovineyard.com", "lucernepublishing.com", "treyresearch.net", "example.com", "example.org", "example.net",
        ".example", ".test", ".invalid", ".localhost", ".local", ".lan", ".internal", "domain.com", "company.com", "yourdomain.com", "contoso.onmicrosoft.com",
    ];

    private static readonly (Regex Form, Func<string, bool> IsReal, string What, string Instead)[] Kinds =
    [
        (Address(), t => !IsFictitious(t[(t.IndexOf('@', StringComparison.Ordinal) + 1)..]), "an address of a real domain", "one of contoso.com, fabrikam.com or example.com"),
        (Card(), CheckedNumbers.IsCard, "the number of a payment card", "a number that no bank gives out"),
        (Account(), CheckedNumbers.IsAccount, "the number of a bank account", "a number that no bank gives out"),
        (SocialSecurity(), CheckedNumbers.IsSocialSecurity, "a social security number", "one that begins with 000"),
        (Telephone(), t => !t.Contains("555", StringComparison.Ordinal), "a telephone number", "one with 555"),
    ];

    public void Check(RuleContext context)
    {
        foreach (var row in context.Rule.Tests.SelectMany(t => t.Telemetry).SelectMany(t => t.Rows))
        {
            foreach (var cell in row.Entries.Select(e => e.Value).OfType<YamlScalar>())
            {
                foreach (var (span, text, what, instead) in In(cell.Value, []))
                {
                    context.Report(InRows, cell.Map.ToSource(span), text, what, instead);
                }
            }
        }

        foreach (var (text, query) in context.Queries)
        {
            foreach (var (span, found, what, _) in In(text.Text, query.Comments))
            {
                context.Report(InQuery, text.ToSource(span), found, what);
            }
        }
    }

    private static List<(TextSpan Span, string Text, string What, string Instead)> In(string text, IReadOnlyCollection<TextSpan> comments)
    {
        var found = new List<(TextSpan Span, string Text, string What, string Instead)>();
        foreach (var (form, isReal, what, instead) in Kinds)
        {
            foreach (var match in form.EnumerateMatches(text))
            {
                var start = match.Index;
                var value = text.Substring(start, match.Length);
                if (isReal(value) && !comments.Any(c => c.Contains(start)) && !found.Exists(f => f.Span.Contains(start)))
                {
                    found.Add((new TextSpan(start, value.Length), value, what, instead));
                }
            }
        }

        return found;
    }

    private static bool IsFictitious(string domain) => Fictitious.Any(f =>
        domain.EndsWith(f, StringComparison.OrdinalIgnoreCase) && (f[0] == '.' || domain.Length == f.Length || domain[^(f.Length + 1)] == '.'));

    [GeneratedRegex(@"\b[A-Za-z0-9._%+-]{2,64}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    // Groups of four as printed on it, or the whole number.
    [GeneratedRegex(@"\b(?:[3-6][0-9]{3}[ -][0-9]{4}[ -][0-9]{4}[ -][0-9]{4}|[3-6][0-9]{14,15})\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Card();

    [GeneratedRegex(@"\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Account();

    [GeneratedRegex(@"\b[0-8][0-9]{2}-[0-9]{2}-[0-9]{4}\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SocialSecurity();

    [GeneratedRegex(@"\+[1-9][0-9]{0,2}(?:[ -]\(?[0-9]{2,8}\)?){2,5}\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Telephone();
}
