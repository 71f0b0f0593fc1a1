using System.Text.RegularExpressions;

namespace ContentGen.Checks.Rules;

/// <summary>The <c>{{Column}}</c> placeholders of a format, as Sentinel finds them.</summary>
internal static partial class Placeholders
{
    public static IReadOnlyList<string> In(string format) => [.. Pattern().Matches(format).Select(m => m.Groups[1].Value.Trim())];

    [GeneratedRegex(@"\{\{([^{}]*)\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
