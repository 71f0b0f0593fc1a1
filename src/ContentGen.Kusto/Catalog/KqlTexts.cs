using System.Globalization;
using System.Text;

namespace ContentGen.Kusto.Catalog;

/// <summary>Text as a KQL string literal (https://learn.microsoft.com/kusto/query/scalar-data-types/string).</summary>
public static class KqlTexts
{
    /// <summary>
    /// In double quotes with escapes: every text, on one line. What no editor shows, and halves of surrogate pairs, are written by their
    /// numbers, so that it is a JSON string as well and may stand inside of <c>dynamic()</c>.
    /// </summary>
    public static string Quote(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => literal.Append('\\').Append(c),
                '\n' => literal.Append("\\n"),
                '\r' => literal.Append("\\r"),
                '\t' => literal.Append("\\t"),
                _ when char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' => literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => literal.Append(c),
            };
        }

        return literal.Append('"').ToString();
    }
}
