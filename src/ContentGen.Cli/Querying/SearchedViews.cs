using System.Text.RegularExpressions;

namespace ContentGen.Cli.Querying;

/// <summary>
/// A search that names no tables goes over all of them. Without data there is none but the views that the query declares: they are named
/// in its place, so that the library need not look at the columns of all tables it knows.
/// </summary>
internal static partial class SearchedViews
{
    public static string NamedIn(string query)
    {
        var views = Views().Matches(query).Select(v => v.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToList();
        return views.Count > 0 && Search().Match(query) is { Success: true } search
            ? query.Insert(search.Index + search.Length, $"in ({string.Join(", ", views)}) ")
            : query;
    }

    [GeneratedRegex(@"(?:^|;)\s*let\s+(?<name>\w+)\s*=\s*view\s*\(", RegexOptions.ExplicitCapture)]
    private static partial Regex Views();

    // The last statement.
    [GeneratedRegex(@";\s*search\s+(kind\s*=\s*\w+\s+)?(?!in\s*\()(?=[^;]*;?\s*$)", RegexOptions.ExplicitCapture)]
    private static partial Regex Search();
}
