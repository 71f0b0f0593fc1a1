using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ContentGen.Core.Yaml;

/// <summary>Texts as YAML scalars on one line, which every reader of YAML takes for the same text (YAML 1.2.2, chapter 7).</summary>
public static partial class YamlText
{
    /// <summary>In the plainest style that holds the text, also between brackets and braces.</summary>
    public static string Scalar(string text) => Plain().IsMatch(text) && !IsWord(text) ? text : Quote(text);

    /// <summary>In single quotes; in double quotes with escapes where something cannot be seen.</summary>
    public static string Quote(string text) => text.Any(IsUnseen) ? $"\"{Escape(text)}\"" : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>What stands between double quotes.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => escaped.Append('\\').Append(c),
                '\n' => escaped.Append("\\n"),
                '\r' => escaped.Append("\\r"),
                '\t' => escaped.Append("\\t"),
                _ when IsUnseen(c) => escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <summary>Whether no editor shows the character, or YAML does not allow it as it is.</summary>
    public static bool IsUnseen(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or '\ufeff' or '\ufffe' or '\uffff';

    /// <summary>Whether some reader of YAML takes the word for something else than text.</summary>
    public static bool IsWord(string text) => Word().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_./\\+-]*( [A-Za-z0-9_./\\+-]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex(@"\A(true|false|yes|no|on|off|y|n|null|~)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Word();
}
