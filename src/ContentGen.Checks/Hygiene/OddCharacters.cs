using System.Globalization;
using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Checks.Hygiene;

/// <summary>
/// Characters that a reader does not see or takes for others. Direction controls show a text in another order than it runs (CVE-2021-42574);
/// invisible ones and look-alikes make a term that is never found. Queries and names; prose may use what it likes, except direction controls,
/// and so may the rows of tests, which play an attacker's part.
/// </summary>
internal sealed class OddCharacters : IRuleCheck
{
    public static readonly DiagnosticDescriptor Hidden = new("CG2605", Severity.Warning, "Invisible character", "U+{0} ({1}) is not seen here, but it is compared like any other character");

    public static readonly DiagnosticDescriptor LookAlike = new("CG2606", Severity.Warning, "Look-alike character", "'{0}' (U+{1}) looks like '{2}' in '{3}', but is another character");

    private static readonly HashSet<string> Prose = new(StringComparer.Ordinal) { "name", "description", "query", "huntingQueries", "tests", "investigation", "response", "metadata", "alertDetailsOverride", "references" };

    public void Check(RuleContext context)
    {
        foreach (var (text, query) in context.Queries)
        {
            Lazy<List<TextSpan>> literals = new(() => query.Tree is { } tree ? [.. tree.Root.Descendants().Where(n => n.Kind.EndsWith("StringLiteralExpression", StringComparison.Ordinal)).Select(n => n.Span)] : []);
            Scan(text.Text, (span, character) =>
            {
                // What reorders the text does harm anywhere. Between words others are blanks, or the Kusto library says what is wrong with them.
                if (IsDirection(character) || literals.Value.Any(l => l.Contains(span.Start)))
                {
                    context.Report(Hidden, text.ToSource(span), Code(character), Name(character));
                }
            });
            foreach (var (span, word, at) in MixedWords.In(text.Text).Where(m => !query.Comments.Any(c => c.Contains(m.Span.Start))))
            {
                context.Report(LookAlike, text.ToSource(span), word[at], Code(word[at]), MixedWords.LatinFor(word[at]), word);
            }
        }

        foreach (var (key, node) in Names(context.Rule.Yaml))
        {
            Scan(node.Value, (span, character) => context.Report(Hidden, node.Map.ToSource(span), Code(character), Name(character)));
            foreach (var (span, word, at) in MixedWords.In(node.Value).Where(_ => key is not ("description" or "name")))
            {
                context.Report(LookAlike, node.Map.ToSource(span), word[at], Code(word[at]), MixedWords.LatinFor(word[at]), word);
            }
        }

        foreach (var prose in new[] { context.Rule.Name, context.Rule.Description }.OfType<Located<string>>())
        {
            Scan(prose.Value, (_, character) =>
            {
                if (IsDirection(character))
                {
                    context.Report(Hidden, prose.Span, Code(character), Name(character));
                }
            });
        }
    }

    // The values, and the keys that are the author's, that something else is compared with.
    private static IEnumerable<(string Key, YamlScalar Node)> Names(YamlMapping rule)
    {
        var open = new Stack<(string Key, YamlNode Node)>(rule.Entries.Where(e => !Prose.Contains(e.Key.Value)).Select(e => (e.Key.Value, e.Value)));
        while (open.TryPop(out var item))
        {
            switch (item.Node)
            {
                case YamlScalar scalar:
                    yield return (item.Key, scalar);
                    break;
                case YamlSequence list:
                    foreach (var child in list.Items)
                    {
                        open.Push((item.Key, child));
                    }

                    break;
                case YamlMapping mapping:
                    foreach (var entry in mapping.Entries.Where(e => e.Key.Value is not ("description" or "exclude")))
                    {
                        open.Push((item.Key, entry.Key));
                        open.Push((entry.Key.Value, entry.Value));
                    }

                    break;
                default:
                    break;
            }
        }
    }

    private static void Scan(string text, Action<TextSpan, char> found)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsHidden(text[i]))
            {
                found(new TextSpan(i, 1), text[i]);
            }
        }
    }

    private static bool IsDirection(char c) => c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';

    // Zero-width joiners belong to emoji and to some scripts; they are left alone.
    private static bool IsHidden(char c) => IsDirection(c) || c is '\u200B' or '\u2060' or '\uFEFF' or '\u00AD' or '\u00A0' or '\u200E' or '\u200F' || (char.IsControl(c) && c is not ('\t' or '\n' or '\r'));

    private static string Code(char c) => ((int)c).ToString("X4", CultureInfo.InvariantCulture);

    private static string Name(char c) => c switch
    {
        '\u00A0' => "no-break space",
        '\u00AD' => "soft hyphen",
        '\u200B' => "zero-width space",
        '\uFEFF' => "byte order mark",
        _ when IsDirection(c) || c is '\u200E' or '\u200F' => "direction control",
        _ when char.IsControl(c) => "control character",
        _ => "zero-width character",
    };
}
