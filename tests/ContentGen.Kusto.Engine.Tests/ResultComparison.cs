using System.Globalization;
using System.Text;
using System.Text.Json;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Tests;

/// <summary>
/// Compares a result with a recorded one. Column names and types must be the same. Rows are compared in order where the query's last
/// operators sort, else as a multiset. Reals within 1e-9 relative. Arrays of make_set and the set functions, whose order Kusto does
/// not define, and bags are compared without order. Nothing else is forgiven.
/// </summary>
internal static class ResultComparison
{
    private static readonly Dictionary<string, string> Types = new()
    {
        ["SByte"] = "bool", ["Int32"] = "int", ["Int64"] = "long", ["Double"] = "real", ["SqlDecimal"] = "decimal",
        ["DateTime"] = "datetime", ["TimeSpan"] = "timespan", ["Guid"] = "guid", ["String"] = "string", ["Object"] = "dynamic",
    };

    private static readonly string[] LosesOrder = ["partition", "join", "summarize", "union", "distinct", "lookup", "mv-apply", "top-nested"];

    /// <summary>The first difference; null when there is none.</summary>
    public static string? Difference(RecordedCase expected, RunResult actual)
    {
        if (ShapeDifference(expected, actual) is { } other)
        {
            return other;
        }

        var wanted = expected.Rows.Select(r => Row(expected, r)).ToList();
        var found = Enumerable.Range(0, actual.Count).Select(r => Row(expected, actual, r)).ToList();
        if (!IsSorted(expected.Query))
        {
            wanted.Sort(StringComparer.Ordinal);
            found.Sort(StringComparer.Ordinal);
        }

        for (var i = 0; i < wanted.Count; i++)
        {
            if (wanted[i] != found[i])
            {
                return $"row {i}: {found[i]} instead of {wanted[i]}";
            }
        }

        return null;
    }

    /// <summary>The first difference in the columns or the number of rows; null when there is none.</summary>
    public static string? ShapeDifference(RecordedCase expected, RunResult actual)
    {
        var columns = string.Join(", ", expected.Columns.Zip(expected.Types, (n, t) => $"{n}:{Types[t]}"));
        var got = string.Join(", ", actual.Columns.Select(c => $"{c.Name}:{c.Type}"));
        return columns != got ? $"columns: {got} instead of {columns}"
            : actual.Count != expected.Rows.Length ? $"{actual.Count} rows instead of {expected.Rows.Length}"
            : null;
    }

    /// <summary>A recorded cell in the form in which cells are compared.</summary>
    public static string Cell(RecordedCase expected, int row, int column) => Cell(expected.Rows[row][column], expected.Types[column], IsSet(expected.Query));

    /// <summary>A cell of ours in the same form.</summary>
    public static string Cell(RecordedCase expected, RunResult actual, int row, int column) =>
        Cell(ToJson(actual.Cell(row, column), expected.Types[column]), expected.Types[column], IsSet(expected.Query));

    // Sorted at the end: no operator that loses the order comes after the last sort outside of parentheses.
    private static bool IsSorted(string query)
    {
        var outside = new StringBuilder();
        var depth = 0;
        foreach (var c in query)
        {
            depth += c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
            _ = depth == 0 ? outside.Append(c) : outside;
        }

        var operators = outside.ToString().Split('|', StringSplitOptions.TrimEntries);
        var last = Array.FindLastIndex(operators, o => o.StartsWith("sort ", StringComparison.Ordinal) || o.StartsWith("order ", StringComparison.Ordinal) || o.StartsWith("top ", StringComparison.Ordinal));
        return last >= 0 && !operators[last..].Any(o => Array.Exists(LosesOrder, l => o.StartsWith(l, StringComparison.Ordinal)));
    }

    private static bool IsSet(string query) => query.Contains("make_set", StringComparison.Ordinal) || query.Contains("set_", StringComparison.Ordinal);

    private static string Row(RecordedCase expected, JsonElement[] cells) =>
        string.Join(" | ", cells.Select((c, i) => Cell(c, expected.Types[i], IsSet(expected.Query))));

    private static string Row(RecordedCase expected, RunResult actual, int row) =>
        string.Join(" | ", expected.Types.Select((t, i) => Cell(ToJson(actual.Cell(row, i), t), t, IsSet(expected.Query))));

    // Our cells in the form of the recording.
    private static JsonElement ToJson(Value value, string type) => JsonDocument.Parse(value.Kind switch
    {
        ValueKind.Null when type == "String" => "\"\"",
        ValueKind.DateTime when type == "DateTime" => $"\"{ValueText.DateTimeText(value.AsTicks)}\"",
        ValueKind.Decimal => $"\"{value.AsDecimal.ToString(CultureInfo.InvariantCulture)}\"",
        _ => DynamicJson.Write(value),
    }).RootElement;

    private static string Cell(JsonElement cell, string type, bool isSet) => type switch
    {
        "DateTime" when cell.ValueKind == JsonValueKind.String => DateTime.Parse(cell.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal).Ticks.ToString(CultureInfo.InvariantCulture),
        "TimeSpan" when cell.ValueKind == JsonValueKind.String => TimeSpan.Parse(cell.GetString()!, CultureInfo.InvariantCulture).Ticks.ToString(CultureInfo.InvariantCulture),
        _ => Canonical(cell, isSet),
    };

    private static string Canonical(JsonElement json, bool isSet) => json.ValueKind switch
    {
        JsonValueKind.Number => Number(json.GetRawText()),
        JsonValueKind.Array => $"[{string.Join(",", Ordered(json.EnumerateArray().Select(i => Canonical(i, isSet)), isSet))}]",
        JsonValueKind.Object => $"{{{string.Join(",", json.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{JsonSerializer.Serialize(p.Name)}:{Canonical(p.Value, isSet)}"))}}}",
        _ => json.GetRawText() is var text && json.ValueKind == JsonValueKind.String ? JsonSerializer.Serialize(json.GetString()) : text,
    };

    private static IEnumerable<string> Ordered(IEnumerable<string> items, bool isSet) => isSet ? items.Order(StringComparer.Ordinal) : items;

    private static string Number(string text)
    {
        if (!text.AsSpan().ContainsAny('.', 'e', 'E'))
        {
            return text;
        }

        var value = double.Parse(text, CultureInfo.InvariantCulture);
        return value.ToString("E9", CultureInfo.InvariantCulture) + "r";
    }
}
