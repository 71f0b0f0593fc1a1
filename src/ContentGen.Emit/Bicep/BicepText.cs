using System.Globalization;
using System.Text;

namespace ContentGen.Emit.Bicep;

/// <summary>Strings and names as Bicep writes them (Azure/bicep, Lexer.cs).</summary>
internal static class BicepText
{
    private const string MultiLineQuote = "'''";

    /// <summary>
    /// The text as a literal that Bicep reads back as this text: in ''' lines where that shows it as it is, else in quotes with escapes.
    /// </summary>
    public static string Literal(string text) => FitsMultiLine(text) ? $"{MultiLineQuote}\n{text}{MultiLineQuote}" : Quoted(text);

    /// <summary>A property name: bare when it is an identifier.</summary>
    public static string Name(string name) => IsIdentifier(name) ? name : Quoted(name);

    public static bool IsIdentifier(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    // Between ''' there are no escapes, so the text must not hold ''' itself, a lone \r or \r\n (the file's own line ends are \n, and a
    // checkout may change them) or what cannot be seen. A text that ends in ' would lean on the quotes that close it.
    private static bool FitsMultiLine(string text) =>
        text.Contains('\n', StringComparison.Ordinal)
        && !text.Contains(MultiLineQuote, StringComparison.Ordinal)
        && !text.EndsWith('\'')
        && text.All(c => c is '\n' or '\t' || !IsInvisible(c));

    private static string Quoted(string text)
    {
        var result = new StringBuilder("'");
        for (var i = 0; i < text.Length; i++)
        {
            _ = text[i] switch
            {
                '\\' => result.Append(@"\\"),
                '\'' => result.Append(@"\'"),
                '\n' => result.Append(@"\n"),
                '\r' => result.Append(@"\r"),
                '\t' => result.Append(@"\t"),
                '$' when i + 1 < text.Length && text[i + 1] == '{' => result.Append(@"\$"),
                var c when IsInvisible(c) => result.Append(CultureInfo.InvariantCulture, $@"\u{{{(int)c:x}}}"),
                var c => result.Append(c),
            };
        }

        return result.Append('\'').ToString();
    }

    // Control characters, but also what reorders or hides text: a reviewer must see what is deployed.
    private static bool IsInvisible(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
