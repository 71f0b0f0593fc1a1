using System.Globalization;
using System.Text;

namespace ContentGen.Sigma.Writing;

/// <summary>Texts as YAML scalars that every YAML reader takes for the same text.</summary>
internal static class YamlScalarText
{
    /// <summary>In single quotes, as SigmaHQ writes values; in double quotes with escapes where something cannot be seen.</summary>
    public static string Quote(string text)
    {
        if (!text.Any(IsUnsafe))
        {
            return $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        }

        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                _ when IsUnsafe(c) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Plain where that is read back as the same text, else quoted.</summary>
    public static string Plain(string text) =>
        text.Length > 0 && char.IsLetter(text[0]) && text.All(c => (!IsUnsafe(c) && !char.IsSurrogate(c) && c is not ('#' or '\u00a0')) || c == ' ')
        && !text.Contains(": ", StringComparison.Ordinal) && text[^1] is not (' ' or ':') && !IsWord(text) ? text : Quote(text);

    /// <summary>Several lines as a block of a given indentation; one line as a scalar.</summary>
    public static string Block(string text, int indent)
    {
        var lines = text.ReplaceLineEndings("\n").Trim().Split('\n').Select(l => new string([.. l.TrimEnd().Where(c => !IsUnsafe(c) || c == '\t')]).Replace("\t", "    ", StringComparison.Ordinal)).ToList();
        if (lines.Count == 1)
        {
            return Plain(lines[0]);
        }

        lines[0] = lines[0].TrimStart();
        return "|-\n" + string.Join('\n', lines.Select(l => l.Length == 0 ? "" : new string(' ', indent) + l));
    }

    private static bool IsUnsafe(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or '\ufeff' or '\ufffe' or '\uffff';

    private static bool IsWord(string text) => text.ToUpperInvariant() is "TRUE" or "FALSE" or "YES" or "NO" or "ON" or "OFF" or "NULL" or "Y" or "N";
}
