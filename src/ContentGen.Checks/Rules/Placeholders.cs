using System.Text.RegularExpressions;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Rules;

/// <summary>The <c>{{Column}}</c> placeholders of a format, as Sentinel finds them.</summary>
internal static partial class Placeholders
{
    public static IReadOnlyList<string> In(string format) => [.. Pattern().Matches(format).Select(m => m.Groups[1].Value.Trim())];

    /// <summary>The same with their places; the place of the whole format where YAML writes it in other letters.</summary>
    public static IEnumerable<Located<string>> In(SourceText source, Located<string> format)
    {
        var names = In(format.Value);
        var written = Pattern().Matches(source.Text.Substring(format.Span.Start, format.Span.Length)).Select(m => m.Groups[1]).ToList();
        if (!written.Select(g => g.Value.Trim()).SequenceEqual(names, StringComparer.Ordinal))
        {
            return names.Select(n => new Located<string>(n, format.Span));
        }

        return names.Zip(written, (name, group) => new Located<string>(
            name, name.Length == 0 ? format.Span : new TextSpan(format.Span.Start + group.Index + group.Value.IndexOf(name, StringComparison.Ordinal), name.Length)));
    }

    [GeneratedRegex(@"\{\{([^{}]*)\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
