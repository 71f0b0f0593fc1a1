using System.Globalization;
using System.Text;

namespace ContentGen.Sigma.Conversion;

/// <summary>Text inside of a pattern.</summary>
internal static class RegexText
{
    /// <summary>A pattern that matches the text itself.</summary>
    public static string Literal(string text)
    {
        var result = new StringBuilder();
        foreach (var c in text)
        {
            _ = c switch
            {
                '\t' => result.Append("\\t"),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                _ when char.IsControl(c) => result.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                '\\' or '.' or '^' or '$' or '*' or '+' or '?' or '(' or ')' or '[' or ']' or '{' or '}' or '|' => result.Append('\\').Append(c),
                _ => result.Append(c),
            };
        }

        return result.ToString();
    }
}
