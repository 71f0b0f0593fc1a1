using System.Net;
using ContentGen.Checks.Rules;
using ContentGen.Core.Attack;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Hygiene;

/// <summary>References that no browser opens. Only their form is looked at: nothing is fetched.</summary>
internal sealed class References : IRuleCheck
{
    public static readonly DiagnosticDescriptor Dead = new("CG2603", Severity.Warning, "Dead reference", "the reference '{0}' leads nowhere: {1}");

    public static readonly DiagnosticDescriptor Twice = new("CG2604", Severity.Info, "Reference given twice", "the reference '{0}' is given twice");

    // RFC 2606 and RFC 6761: names that are never in use.
    private static readonly string[] Reserved = [".example", ".invalid", ".test", ".localhost", "example.com", "example.org", "example.net"];

    // What people write where a reference belongs; an empty text is what is left of dots and dashes.
    private static readonly HashSet<string> Fillers = new(StringComparer.OrdinalIgnoreCase) { "", "tbd", "tba", "todo", "none", "null", "n/a", "na", "xxx", "link", "url", "reference", "unknown" };

    public void Check(RuleContext context)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reference in context.Rule.References)
        {
            var text = reference.Value.Trim();
            if ((WhyDead(text) ?? WhyUnknown(text, context.Attack)) is { } why)
            {
                context.Report(Dead, reference.Span, text, why);
            }
            else if (!seen.Add(text.TrimEnd('/')))
            {
                context.Report(Twice, reference.Span, text);
            }
        }
    }

    // A page of ATT&CK on a technique that it does not have.
    private static string? WhyUnknown(string text, AttackData attack)
    {
        const string Techniques = "attack.mitre.org/techniques/";
        var at = text.IndexOf(Techniques, StringComparison.OrdinalIgnoreCase);
        var parts = at < 0 ? [] : text[(at + Techniques.Length)..].Split('/', '?', '#');
        var id = parts is [['T', _, _, _, _] technique, ..] ? parts is [_, [_, _, _] number, ..] && number.All(char.IsAsciiDigit) ? $"{technique}.{number}" : technique : null;
        return id is null || id[1] == '0' || attack.Find(id) is not null || attack.IsOfNextVersion(id) ? null : $"ATT&CK {attack.Version} has no technique {id}";
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

        if (Fillers.Contains(text.Trim('.', '-', '<', '>', '[', ']')))
        {
            return "it only holds the place of one";
        }

        if (!text.Contains("://", StringComparison.Ordinal))
        {
            return text.StartsWith("http", StringComparison.OrdinalIgnoreCase) || text.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? "an address begins with https://" : null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return "it is no web address";
        }

        if (uri.IsLoopback || IsPrivate(uri) || !uri.Host.Contains('.', StringComparison.Ordinal) || Reserved.Any(r => uri.Host.EndsWith(r, StringComparison.OrdinalIgnoreCase)))
        {
            return $"'{uri.Host}' is no public host";
        }

        return text[^1] is '.' or ',' or ';' or '"' or '\'' or '>' ? $"it ends with '{text[^1]}'" : null;
    }

    // RFC 1918 and RFC 3927: addresses that mean another machine everywhere.
    private static bool IsPrivate(Uri uri) => IPAddress.TryParse(uri.Host, out var address) && address.GetAddressBytes() is [10, ..] or [192, 168, ..] or [172, >= 16 and <= 31, ..] or [169, 254, ..];
}
