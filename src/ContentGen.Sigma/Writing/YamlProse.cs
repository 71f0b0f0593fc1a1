using ContentGen.Core.Yaml;

namespace ContentGen.Sigma.Writing;

/// <summary>Prose as YAML, plain where that is read back as the same text.</summary>
internal static class YamlProse
{
    /// <summary>Plain where that is read back as the same text, else quoted.</summary>
    public static string Plain(string text) =>
        text.Length > 0 && char.IsLetter(text[0]) && text.All(c => (!YamlText.IsUnseen(c) && !char.IsSurrogate(c) && c is not ('#' or '\u00a0')) || c == ' ')
        && !text.Contains(": ", StringComparison.Ordinal) && text[^1] is not (' ' or ':') && !YamlText.IsWord(text) ? text : YamlText.Quote(text);

    /// <summary>Several lines as a block of a given indentation; one line as a scalar.</summary>
    public static string Block(string text, int indent)
    {
        var lines = text.ReplaceLineEndings("\n").Trim().Split('\n').Select(l => new string([.. l.TrimEnd().Where(c => !YamlText.IsUnseen(c) || c == '\t')]).Replace("\t", "    ", StringComparison.Ordinal)).ToList();
        if (lines.Count == 1)
        {
            return Plain(lines[0]);
        }

        lines[0] = lines[0].TrimStart();
        return "|-\n" + string.Join('\n', lines.Select(l => l.Length == 0 ? "" : new string(' ', indent) + l));
    }
}
