using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentGen.Core.Csv;

namespace ContentGen.Deploy.Model;

/// <summary>
/// The rows of a watchlist: sent as CSV, answered one by one as items, and never part of the watchlist's own answer. Two sets of rows are
/// the same when each row is as often in one as in the other; neither the order of rows or columns nor empty cells count.
/// </summary>
internal static class WatchlistRows
{
    /// <summary>The hash of rows in CSV with a header; null when the text is none.</summary>
    public static string? HashOf(string csv)
    {
        var text = CsvText.Read(csv);
        if (text.Error is not null || text.Records.IsEmpty)
        {
            return null;
        }

        var names = text.Records[0].Fields;
        return Hash(text.Records.Skip(1).Select(r => r.Fields.Take(names.Length).Select((f, i) => (names[i].Value, f.Value))));
    }

    /// <summary>The hash of rows as items: an object of texts each.</summary>
    public static string HashOf(IEnumerable<JsonElement> items) => Hash(items.Select(i => i.EnumerateObject().Select(p => (p.Name, Text(p.Value)))));

    /// <summary>Items as CSV, with the columns in the order in which they occur.</summary>
    public static string Csv(IReadOnlyList<JsonElement> items)
    {
        var names = items.SelectMany(i => i.EnumerateObject().Select(p => p.Name)).Distinct(StringComparer.Ordinal).ToList();
        var text = new StringBuilder();
        _ = text.AppendJoin(',', names.Select(Field)).Append('\n');
        foreach (var item in items)
        {
            _ = text.AppendJoin(',', names.Select(n => Field(item.TryGetProperty(n, out var value) ? Text(value) : ""))).Append('\n');
        }

        return text.ToString();
    }

    private static string Hash(IEnumerable<IEnumerable<(string Name, string Value)>> rows)
    {
        var lines = rows.Select(r => new JsonObject(r.Where(c => c.Value.Length > 0).DistinctBy(c => c.Name, StringComparer.Ordinal).OrderBy(c => c.Name, StringComparer.Ordinal)
            .Select(c => KeyValuePair.Create<string, JsonNode?>(c.Name, c.Value))).ToJsonString()).Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => value.GetRawText().ToString(CultureInfo.InvariantCulture),
    };

    private static string Field(string value) =>
        value.AsSpan().ContainsAny(",\"\r\n") || value.StartsWith(' ') || value.EndsWith(' ') ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
