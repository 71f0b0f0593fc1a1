using System.Globalization;
using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Hygiene;

/// <summary>
/// Characters that a reader does not see or takes for others. Direction controls show a text in another order than it runs (CVE-2021-42574);
/// invisible ones and look-alikes make a term that is never found. Queries only: prose may use what it likes, except direction controls.
/// </summary>
internal sealed class OddCharacters : IRuleCheck
{
    public static readonly DiagnosticDescriptor Hidden = new("CG2605", Severity.Warning, "Invisible character", "U+{0} ({1}) is not seen here, but it is compared like any other character");

    public static readonly DiagnosticDescriptor LookAlike = new("CG2606", Severity.Warning, "Look-alike character", "'{0}' (U+{1}) looks like '{2}' in '{3}', but is another character");

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
