using System.Text;

namespace ContentGen.Sigma.Import;

/// <summary>Text as a KQL string literal.</summary>
internal static class KqlText
{
    /// <summary>In double quotes with escapes: every text, also one with line breaks.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
