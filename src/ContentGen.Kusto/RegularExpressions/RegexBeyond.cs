namespace ContentGen.Kusto.RegularExpressions;

/// <summary>
/// Characters beyond U+FFFF: one each for Kusto, two halves for .NET, which knows no more of a half than that it is one. What matches all
/// characters but some matches both halves together. They are taken for neither letters nor digits, as most of those in use are.
/// </summary>
internal static class RegexBeyond
{
    private static readonly string[] Negative = [@"\D", @"\W", @"\S", @"\P"];

    /// <summary>A class of these items, with '^' in front where it has all others, that never matches half a character.</summary>
    public static string Class(string items) => items.StartsWith('^') == Array.Exists(Negative, n => items.Contains(n, StringComparison.Ordinal))
        ? $"[{items}]"
        : $@"(?:[{items}-[\uD800-\uDFFF]]|[\uD800-\uDBFF][\uDC00-\uDFFF])";
}
