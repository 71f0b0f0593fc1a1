using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Hygiene;

/// <summary>References that no browser opens. Only their form is looked at: nothing is fetched.</summary>
internal sealed class References : IRuleCheck
{
    public static readonly DiagnosticDescriptor Dead = new("CG2603", Severity.Warning, "Dead reference", "the reference '{0}' leads nowhere: {1}");

    public static readonly DiagnosticDescriptor Twice = new("CG2604", Severity.Info, "Reference given twice", "the reference '{0}' is given twice");

    // RFC 2606 and RFC 6761: names that are never in use.
    private static readonly string[] Reserved = [".example", ".invalid", ".test", ".localhost", "example.com", "example.org", "example.net"];

    public void Check(RuleContext context)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reference in context.Rule.References)
        {
            var text = reference.Value.Trim();
            if (WhyDead(text) is { } why)
            {
                context.Report(Dead, reference.Span, text, why);
            }
            else if (!seen.Add(text.TrimEnd('/')))
            {
                context.Report(Twice, reference.Span, text);
            }
        }
    }

    private static string? WhyDead(string text)
    {
        if (text.Length == 0)
        {
            return "it is empty";
        }

        if (text.Any(char.IsWhiteSpace))
        {
            // A title of a book or a report is a reference too.
            return text.Contains("://", StringComparison.Ordinal) ? "an address has no blanks" : null;
        }

        if (!text.Contains("://", StringComparison.Ordinal))
        {
            return text.StartsWith("http", StringComparison.OrdinalIgnoreCase) || text.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? "an address begins with https://" : null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return "it is no web address";
        }

        if (uri.IsLoopback || !uri.Host.Contains('.', StringComparison.Ordinal) || Reserved.Any(r => uri.Host.EndsWith(r, StringComparison.OrdinalIgnoreCase)))
        {
            return $"'{uri.Host}' is no public host";
        }

        return text[^1] is '.' or ',' or ';' or '"' or '\'' or '>' ? $"it ends with '{text[^1]}'" : null;
    }
}
