using System.Text;
using System.Text.RegularExpressions;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>What replace_regex() puts in a match's place: text, \0 for the match, \1 to \9 for its groups, \\ for a backslash.</summary>
internal sealed class Rewrite
{
    private readonly List<(string Text, int Group)> _parts = [];

    /// <summary>Null when a backslash stands before anything else, or before a group that the regex does not have.</summary>
    public static Rewrite? Parse(string template, Regex regex)
    {
        var rewrite = new Rewrite();
        var text = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '\\')
            {
                _ = text.Append(template[i]);
            }
            else if (++i < template.Length && template[i] == '\\')
            {
                _ = text.Append('\\');
            }
            else if (i < template.Length && char.IsAsciiDigit(template[i]) && template[i] - '0' < regex.GetGroupNumbers().Length)
            {
                rewrite._parts.Add((text.ToString(), template[i] - '0'));
                _ = text.Clear();
            }
            else
            {
                return null;
            }
        }

        rewrite._parts.Add((text.ToString(), -1));
        return rewrite;
    }

    public void Append(StringBuilder result, Match match)
    {
        foreach (var (text, group) in _parts)
        {
            _ = result.Append(text).Append(group < 0 ? "" : match.Groups[group].Value);
        }
    }
}
