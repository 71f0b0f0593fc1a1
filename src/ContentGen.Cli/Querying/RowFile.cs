using System.Text.Json;
using ContentGen.Cli.Content;
using ContentGen.Cli.Running;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Yaml;

namespace ContentGen.Cli.Querying;

/// <summary>The rows of one file by table.</summary>
internal static class RowFile
{
    public static IEnumerable<(string Table, List<Dictionary<string, object?>> Rows)> Read(string path)
    {
        var table = Path.GetFileNameWithoutExtension(path);
        try
        {
            return Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".csv" => [(table, [.. CsvRows.Read(path)])],
                ".jsonl" or ".ndjson" => [(table, [.. File.ReadLines(path).Where(l => !string.IsNullOrWhiteSpace(l)).Select(l => Object(JsonDocument.Parse(l).RootElement))])],
                ".json" => Json(JsonDocument.Parse(File.ReadAllBytes(path)).RootElement, table),
                _ => Yaml(path, table),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new UsageException($"{path}: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    // A list of rows, or an object that has one for each table.
    private static IEnumerable<(string Table, List<Dictionary<string, object?>> Rows)> Json(JsonElement root, string table) => root.ValueKind == JsonValueKind.Object
        ? [.. root.EnumerateObject().Select(p => (p.Name, p.Value.EnumerateArray().Select(Object).ToList()))]
        : [(table, [.. root.EnumerateArray().Select(Object)])];

    private static Dictionary<string, object?> Object(JsonElement row) => row.EnumerateObject().ToDictionary(p => p.Name, p => Cell(p.Value), StringComparer.Ordinal);

    private static object? Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDouble(),
        JsonValueKind.Array => value.EnumerateArray().Select(Cell).ToList(),
        _ => Object(value),
    };

    private static List<(string Table, List<Dictionary<string, object?>> Rows)> Yaml(string path, string table)
    {
        var file = SourceReader.Read(path, path);
        var bag = new DiagnosticBag(file.Source);
        var root = file.Problem is null ? YamlReader.Read(file.Source, bag) : null;
        if (root is null || bag.Items.Any(d => d.Severity == Severity.Error))
        {
            throw new FormatException((file.Problem ?? bag.Items[0]).Message);
        }

        return root.Entries.Select(e => (e.Key.Value, e.Value is YamlSequence rows
            ? rows.Items.Select(r => r as YamlMapping ?? throw new FormatException($"a row of {e.Key.Value} is {r.Kind}, not a mapping")).Select(Row).ToList()
            : throw new FormatException($"{e.Key.Value} of {table} is not a list of rows"))).ToList();
    }

    private static Dictionary<string, object?> Row(YamlMapping row) => row.Entries.ToDictionary(e => e.Key.Value, e => Cell(e.Value), StringComparer.Ordinal);

    private static object? Cell(YamlNode node) => node switch
    {
        YamlScalar { IsNull: true } => null,
        YamlScalar scalar => scalar.Value,
        YamlSequence list => list.Items.Select(Cell).ToList(),
        YamlMapping mapping => Row(mapping),
        _ => null,
    };
}
