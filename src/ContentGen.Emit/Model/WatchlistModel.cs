using System.Text;
using ContentGen.Core.Content;

namespace ContentGen.Emit.Model;

/// <summary>Watchlist to resource, with its rows inline as CSV (Microsoft.SecurityInsights/watchlists).</summary>
public static class WatchlistModel
{
    public static ContentResource Create(Watchlist watchlist, EmitOptions options)
    {
        var name = watchlist.DisplayName?.Value ?? watchlist.Alias.Value;
        var properties = new PropertyList()
            .Add("displayName", name)
            .Add("description", watchlist.Description)
            .Add("provider", "contentgen")
            .Add("source", watchlist.Alias.Value + ".csv")
            .Add("sourceType", "Local")
            .Add("itemsSearchKey", watchlist.SearchKey?.Value ?? watchlist.Columns[0].Name.Value)
            .Add("contentType", "text/csv")
            .Add("numberOfLinesToSkip", 0)
            .Add("rawContent", Csv(watchlist));
        return new ContentResource(ContentKind.Watchlist, watchlist.Alias.Value, options.ApiVersion, properties.ToObject()) { DisplayName = name };
    }

    /// <summary>The rows as CSV (RFC 4180, but lines end in LF, as Sentinel's own examples do): a header, then a line for each row.</summary>
    internal static string Csv(Watchlist watchlist)
    {
        var text = new StringBuilder();
        Line(text, watchlist.Columns.Select(c => c.Name.Value));
        foreach (var row in watchlist.Rows)
        {
            Line(text, row.Values.Select(v => v?.Value ?? ""));
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, IEnumerable<string> values) => text.AppendJoin(',', values.Select(Field)).Append('\n');

    private static string Field(string value) =>
        value.AsSpan().ContainsAny(",\"\r\n") || value.StartsWith(' ') || value.EndsWith(' ') ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
