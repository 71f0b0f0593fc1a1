using System.Text.RegularExpressions;
using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Checks.Hygiene;

/// <summary>
/// Mail addresses of real domains: in the rows of a test they were copied from somebody's logs; in a query they are either somebody's
/// colleague or an indicator, which only the author knows.
/// </summary>
internal sealed partial class PersonalData : IRuleCheck
{
    public static readonly DiagnosticDescriptor InRows = new("CG2608", Severity.Warning, "Personal data in test rows", "'{0}' is an address of a real domain; use one of contoso.com, fabrikam.com or example.com");

    public static readonly DiagnosticDescriptor InQuery = new("CG2609", Severity.Info, "Personal data in a query", "'{0}' is an address of a real domain; a list of people belongs into a watchlist");

    // Microsoft's fictitious companies and RFC 2606's domains.
    private static readonly string[] Fictitious =
    [
        "contoso.com", "fabrikam.com", "adatum.com", "adventure-works.com", "northwindtraders.com", "tailspintoys.com", "wingtiptoys.com", "woodgrovebank.com",
        "litwareinc.com", "proseware.com", "cohovineyard.com", "lucernepublishing.com", "treyresearch.net", "example.com", "example.org", "example.net",
        ".example", ".test", ".invalid", ".localhost", ".local", ".lan", ".internal", "domain.com", "company.com", "yourdomain.com", "contoso.onmicrosoft.com",
    ];

    public void Check(RuleContext context)
    {
        foreach (var row in context.Rule.Tests.SelectMany(t => t.Telemetry).SelectMany(t => t.Rows))
        {
            foreach (var cell in row.Entries.Select(e => e.Value).OfType<YamlScalar>())
            {
                Report(context, InRows, cell.Value, cell.Map.ToSource, []);
            }
        }

        foreach (var (text, query) in context.Queries)
        {
            Report(context, InQuery, text.Text, text.ToSource, query.Comments);
        }
    }

    private static void Report(RuleContext context, DiagnosticDescriptor descriptor, string text, Func<TextSpan, TextSpan> place, IReadOnlyCollection<TextSpan> comments)
    {
        if (!text.Contains('@', StringComparison.Ordinal))
        {
            return;
        }

        foreach (var match in Address().EnumerateMatches(text))
        {
            var start = match.Index;
            var address = text.Substring(start, match.Length);
            var domain = address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..];
            if (!IsFictitious(domain) && !comments.Any(c => c.Contains(start)))
            {
                context.Report(descriptor, place(new TextSpan(start, address.Length)), address);
            }
        }
    }

    private static bool IsFictitious(string domain) => Fictitious.Any(f =>
        domain.EndsWith(f, StringComparison.OrdinalIgnoreCase) && (f[0] == '.' || domain.Length == f.Length || domain[^(f.Length + 1)] == '.'));

    [GeneratedRegex(@"\b[A-Za-z0-9._%+-]{2,64}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
