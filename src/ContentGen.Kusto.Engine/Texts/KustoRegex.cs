using System.Text.RegularExpressions;

namespace ContentGen.Kusto.Engine.Texts;

/// <summary>Kusto's regular expressions as .NET's, matched in linear time.</summary>
internal static class KustoRegex
{
    /// <summary>The regex, or why there is none.</summary>
    public static (Regex? Regex, string? Wrong) Translate(string pattern)
    {
        try
        {
            return (new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), null);
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
}
