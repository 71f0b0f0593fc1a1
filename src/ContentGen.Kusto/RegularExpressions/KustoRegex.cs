using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace ContentGen.Kusto.RegularExpressions;

/// <summary>
/// Kusto's regular expressions (https://learn.microsoft.com/kusto/query/regex) as .NET's, matched in linear time. Whoever needs to know
/// whether Kusto takes a pattern asks here.
/// </summary>
public static class KustoRegex
{
    private const int MaxPattern = 16_384;
    private const int MostKept = 256;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // To build one takes longer than to match a few texts, and what it learns about texts stays with it.
    private static readonly ConcurrentDictionary<string, Regex> Kept = new(StringComparer.Ordinal);

    /// <summary>The regex, or why there is none. Groups have the numbers that they have in Kusto; named ones are numbered too.</summary>
    public static (Regex? Regex, string? Wrong) Translate(string pattern)
    {
        if (pattern.Length > MaxPattern)
        {
            return (null, $"it is longer than {MaxPattern} characters");
        }

        if (Kept.TryGetValue(pattern, out var kept))
        {
            return (kept, null);
        }

        try
        {
            var regex = new Regex(RegexDialect.Translate(pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Patience);
            if (Kept.Count >= MostKept)
            {
                Kept.Clear();
            }

            return (Kept[pattern] = regex, null);
        }
        catch (RegexRefusedException e)
        {
            return (null, e.Message);
        }
        catch (ArgumentException e)
        {
            return (null, e.Message);
        }
        catch (NotSupportedException e)
        {
            return (null, e.Message);
        }
    }

    /// <summary>A pattern as a message shows it.</summary>
    public static string Shortened(string pattern) => pattern.Length <= 80 ? pattern : pattern[..80] + "...";

    /// <summary>A text as a pattern that matches it alone, as regex_quote() gives it.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder();
        foreach (var c in text)
        {
            _ = (@"\.+*?()|[]{}^$#&-~".Contains(c, StringComparison.Ordinal) ? quoted.Append('\\') : quoted).Append(c);
        }

        return quoted.ToString();
    }
}
