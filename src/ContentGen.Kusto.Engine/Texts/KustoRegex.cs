using System.Text;
using System.Text.RegularExpressions;

namespace ContentGen.Kusto.Engine.Texts;

/// <summary>Kusto's regular expressions (https://learn.microsoft.com/kusto/query/regex) as .NET's, matched in linear time.</summary>
internal static class KustoRegex
{
    private const int MaxPattern = 16_384;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The regex, or why there is none. Groups have the numbers that they have in Kusto; named ones are numbered too.</summary>
    public static (Regex? Regex, string? Wrong) Translate(string pattern)
    {
        if (pattern.Length > MaxPattern)
        {
            return (null, $"it is longer than {MaxPattern} characters");
        }

        try
        {
            return (new Regex(RegexDialect.Translate(pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Patience), null);
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
