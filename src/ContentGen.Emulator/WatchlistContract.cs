using System.Text;
using System.Text.Json.Nodes;

namespace ContentGen.Emulator;

/// <summary>
/// What Sentinel wants of a watchlist, and what it makes of one: its rows become items with a list of their own, and never come back with
/// the watchlist.
/// </summary>
internal static class WatchlistContract
{
    private static readonly string[] Required = ["displayName", "provider", "itemsSearchKey"];

    /// <summary>Null: the watchlist is taken.</summary>
    public static string? Fault(JsonObject body) =>
        body["properties"] is not JsonObject properties ? "Invalid data model. The properties of the watchlist are missing"
        : Required.FirstOrDefault(p => properties[p] is null) is { } missing ? $"Invalid data model. Required property '{missing}' not found in JSON"
        : properties["rawContent"] is not null && Text(properties["contentType"]) is not "text/csv" ? "Invalid data model. The contentType of rawContent must be text/csv"
        : properties["rawContent"] is not null && Rows(properties) is [var header, ..] && !header.Contains(Text(properties["itemsSearchKey"])!) ? "The search key is no column of the watchlist"
        : null;

    /// <summary>The rows of the request; null: it has none, and the watchlist keeps its own.</summary>
    public static IReadOnlyList<JsonObject>? Items(JsonObject body)
    {
        if (body["properties"] is not JsonObject properties || properties["rawContent"] is null || Rows(properties) is not [var header, .. var rows])
        {
            return null;
        }

        return [.. rows.Select(r => new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["itemsKeyValue"] = new JsonObject(header.Zip(r).Select(p => KeyValuePair.Create<string, JsonNode?>(p.First, p.Second))),
                ["watchlistItemType"] = "watchlist-item",
                ["isDeleted"] = false,
            },
        })];
    }

    /// <summary>The watchlist as it is answered.</summary>
    public static JsonObject Normalize(JsonObject resource, string alias, DateTimeOffset now)
    {
        var properties = resource["properties"]!.AsObject();
        foreach (var name in new[] { "rawContent", "contentType", "numberOfLinesToSkip" })
        {
            _ = properties.Remove(name);
        }

        properties["watchlistAlias"] = alias;
        properties["watchlistId"] ??= Guid.NewGuid().ToString();
        properties["watchlistType"] = "watchlist";
        properties["updated"] = now.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        properties["uploadStatus"] = "Complete";
        properties["isDeleted"] = false;
        return resource;
    }

    private static List<List<string>> Rows(JsonObject properties)
    {
        var skip = properties["numberOfLinesToSkip"]?.GetValue<int>() ?? 0;
        var text = Text(properties["rawContent"]) ?? "";
        for (; skip > 0; skip--)
        {
            text = text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        }

        return Csv(text);
    }

    // RFC 4180.
    private static List<List<string>> Csv(string text)
    {
        var rows = new List<List<string>>();
        var (row, field, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"')
                {
                    _ = field.Append(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    _ = field.Append(text[++i]);
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"' && field.Length == 0)
            {
                quoted = true;
            }
            else if (c is ',' or '\n')
            {
                row.Add(field.ToString());
                _ = field.Clear();
                if (c == '\n')
                {
                    rows.Add(row);
                    row = [];
                }
            }
            else if (c != '\r')
            {
                _ = field.Append(c);
            }
        }

        if (row.Count > 0 || field.Length > 0)
        {
            row.Add(field.ToString());
            rows.Add(row);
        }

        return rows;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
