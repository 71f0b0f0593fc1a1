using System.Collections.Immutable;
using System.Text.Json;
using ContentGen.Checks.Telemetry.Events;
using ContentGen.Core.Csv;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Detection.Import;

/// <summary>
/// Real events as rows of tests: records of Windows logs as JSON, exports of Log Analytics as CSV or JSON. A record becomes a row of the table
/// that holds its log, and of a Device table where the mapping is exact; a named table alone when one is asked for.
/// </summary>
public sealed class TelemetryImporter(SchemaCatalog catalog, string? table)
{
    /// <param name="text">The file's text.</param>
    /// <param name="file">Its name, as the origin of its rows shows it; ends in .csv for CSV.</param>
    public ImportResult Read(string text, string file) => file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? Csv(text, file) : Json(text, file);

    /// <summary>The result of a query: rows of the table asked for, of the one that their column Type names, else of the query's first.</summary>
    /// <param name="columns">The columns of the result.</param>
    /// <param name="rows">The cells of each row, as texts.</param>
    /// <param name="query">The query.</param>
    /// <param name="from">What the origin of the rows calls the place that they are from.</param>
    public ImportResult Result(IReadOnlyList<string> columns, IEnumerable<IEnumerable<string>> rows, string query, string from)
    {
        var logRows = new LogRows(catalog, table, catalog.TableNames.FirstOrDefault(FirstWord(query).Equals) ?? "");
        var made = rows.Select((r, i) => logRows.Row(columns.Zip(r, KeyValuePair.Create), $"{from}, row {i + 1}")).OfType<ImportedRow>().ToImmutableArray();
        return new ImportResult(made, logRows.Skipped, null);
    }

    // A query that starts otherwise has to say its table by --table or Type.
    private static string FirstWord(string query) => string.Concat(query.TrimStart().TakeWhile(KqlNames.IsNamePart));

    private ImportResult Json(string text, string file)
    {
        var values = JsonValues.Read(text, out var fault);
        if (fault is not null)
        {
            return ImportResult.Failed(fault);
        }

        var rows = ImmutableArray.CreateBuilder<ImportedRow>();
        var logRows = new LogRows(catalog, table, file);
        var unplaced = 0;
        var lost = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        for (var i = 0; i < values.Count; i++)
        {
            var origin = values.Count == 1 ? file : $"{file}, event {i + 1}";
            if (EventJson.Read(values[i]) is { } record)
            {
                var made = EventRows.Of(record, catalog).Where(r => r.IsExact).ToList();
                var wanted = (table is null ? Preferred(made) : made.Where(r => r.Table == table)).ToList();
                foreach (var row in wanted.Where(r => !r.LeftOut.IsEmpty))
                {
                    (lost.TryGetValue(row.Table, out var names) ? names : lost[row.Table] = new SortedSet<string>(StringComparer.Ordinal)).UnionWith(row.LeftOut);
                }

                var before = rows.Count;
                rows.AddRange(wanted.Select(r => new ImportedRow(r.Table, r.Cells, origin)));
                unplaced += rows.Count == before ? 1 : 0;
            }
            else if (values[i].ValueKind == JsonValueKind.Object && logRows.Row(values[i].EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Text(p.Value))), origin) is { } row)
            {
                rows.Add(row);
            }
        }

        string[] placeless = unplaced == 0 ? [] : [$"events that make no row of {table} ({unplaced})"];
        return new ImportResult(rows.ToImmutable(), [.. placeless, .. lost.Select(t => $"fields that {t.Key} does not have: {string.Join(", ", t.Value)}"), .. logRows.Skipped], null);
    }

    private ImportResult Csv(string text, string file)
    {
        var csv = CsvText.Read(text);
        if (csv.Error is { } error)
        {
            return ImportResult.Failed($"character {error.Span.Start + 1}: {error.Reason}");
        }

        if (csv.Records.Length == 0)
        {
            return ImportResult.Failed("there is no line of column names");
        }

        var names = csv.Records[0].Fields.Select(f => f.Value).ToList();
        var logRows = new LogRows(catalog, table, file);
        var rows = ImmutableArray.CreateBuilder<ImportedRow>();
        for (var i = 1; i < csv.Records.Length; i++)
        {
            if (csv.Records[i].Fields.Length > names.Count)
            {
                return ImportResult.Failed($"record {i + 1} has {csv.Records[i].Fields.Length} values under {names.Count} columns");
            }

            if (logRows.Row(names.Zip(csv.Records[i].Fields.Select(f => f.Value), KeyValuePair.Create), $"{file}, row {i}") is { } row)
            {
                rows.Add(row);
            }
        }

        return new ImportResult(rows.ToImmutable(), logRows.Skipped, null);
    }

    // A Device table where there is one, since rules read those; the log's own table else.
    private static IEnumerable<EventRow> Preferred(List<EventRow> made) =>
        made.Any(r => r.Table.StartsWith("Device", StringComparison.Ordinal)) ? made.Where(r => r.Table.StartsWith("Device", StringComparison.Ordinal)) : made.Take(1);

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}
