using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Checks.Telemetry;

/// <summary>
/// Reads the rows of a test against the schemas. What is wrong is told with its place, and its cell is left out. Columns that a row does
/// not name are empty, but for what a workspace fills in itself: the time (a row without one arrived just before the last run), Timestamp beside
/// TimeGenerated in the tables that have both, and Type.
/// </summary>
public sealed class TelemetryReader(SchemaCatalog catalog, ICollection<Diagnostic> diagnostics, Rule rule)
{
    private const string IngestionTime = "ingestion_time";

    private static readonly TimeSpan JustBefore = TimeSpan.FromMinutes(1);

    /// <summary>The latest time that a row may have where the test says no now; null: any.</summary>
    public DateTimeOffset? Today { get; init; }

    public TestTelemetry Read(DetectionTest test, BoundQuery? query)
    {
        var now = TestTime.NowOf(test);
        var latest = test.Now is null && Today < now ? Today.Value : now;
        return new TestTelemetry(now, [.. test.Telemetry.Select(t => Table(t, query, now, latest)).OfType<TelemetryTable>()]);
    }

    private TelemetryTable? Table(TableRows given, BoundQuery? query, DateTimeOffset now, DateTimeOffset latest)
    {
        var name = given.Table.Value;
        if (catalog.FindTable(name) is { } table)
        {
            return Rows(given, table.Columns, table.IsOpen, now, latest);
        }

        if (query?.Watchlists.Contains(name) == true || catalog.HasWatchlist(name))
        {
            return Rows(given, catalog.WatchlistColumns(name), isOpen: true, now, null) with { Kind = TelemetryKind.Watchlist };
        }

        if (catalog.FindFunction(name) is { } function)
        {
            return Rows(given, function.Columns, isOpen: true, now, null) with { Kind = TelemetryKind.Function };
        }

        if (name.Contains("://", StringComparison.Ordinal))
        {
            var declared = ExternalColumns(name, query);
            return Rows(given, declared, isOpen: declared.IsEmpty, now, null) with { Kind = TelemetryKind.External };
        }

        Report(TelemetryDescriptors.NoSuchTable, given.Table.Span, name, NearestName.Hint(name, catalog.TableNames));
        return null;
    }

    // The query itself says what columns lie behind an address.
    private static ImmutableArray<ColumnSchema> ExternalColumns(string address, BoundQuery? query) =>
        query?.Tree?.Root.Descendants().FirstOrDefault(n => n.Kind == "ExternalDataExpression" && n.ChildrenOf("URIs").Any(u => u.Constant == address))?.Type is { IsTable: true } type
            ? [.. type.Columns.Select(c => new ColumnSchema(c.Name, c.Type?.Name ?? "string"))]
            : [];

    // A table has times when a latest one is given.
    private TelemetryTable Rows(TableRows given, ImmutableArray<ColumnSchema> declared, bool isOpen, DateTimeOffset now, DateTimeOffset? latest)
    {
        var columns = new Columns(declared, isOpen, given.Table.Value);
        var rows = ImmutableArray.CreateBuilder<TelemetryRow>(given.Rows.Length);
        foreach (var row in given.Rows)
        {
            rows.Add(Row(row, columns, now, latest));
        }

        return new TelemetryTable(TelemetryKind.Table, given.Table.Value, columns.Used, rows.MoveToImmutable());
    }

    private TelemetryRow Row(YamlMapping row, Columns columns, DateTimeOffset now, DateTimeOffset? latest)
    {
        var cells = ImmutableDictionary.CreateBuilder<string, object?>(StringComparer.Ordinal);
        DateTimeOffset? time = null, ingested = null;
        foreach (var (key, node) in row.Entries)
        {
            var name = key.Value;
            var isTime = latest is not null && (TestTime.Columns.Contains(name) || name == IngestionTime);
            var type = isTime ? "datetime" : columns.TypeOf(name, node);
            if (type is null)
            {
                Report(TelemetryDescriptors.NoSuchColumn, key.Span, columns.Table, name, NearestName.Hint(name, columns.Names));
                continue;
            }

            if (!CellReader.TryRead(node, type, now, out var value))
            {
                Report(TelemetryDescriptors.WrongType, node.Span, node is YamlScalar scalar ? scalar.Value : node.Kind, type, columns.Table, name);
            }

            if (isTime && value is DateTimeOffset at)
            {
                if (at > latest)
                {
                    Report(TelemetryDescriptors.Future, node.Span, name, at.ToString("u"), latest == now ? $"the test's now ({now:u})" : $"today ({latest:yyyy-MM-dd})");
                }

                if (name == IngestionTime)
                {
                    ingested = at;
                }
                else
                {
                    time ??= at;
                }
            }

            if (value is not null && name != IngestionTime)
            {
                cells[name] = value;
            }
        }

        if (latest is not null)
        {
            time ??= now - JustBefore;
            columns.Complete(cells, time.Value);
        }

        return new TelemetryRow(cells.ToImmutable(), time, ingested ?? time, row.Span);
    }

    private void Report(DiagnosticDescriptor descriptor, TextSpan span, params object?[] arguments) =>
        diagnostics.Add(new Diagnostic(descriptor.Code, descriptor.Severity, descriptor.Format(arguments), rule.Source, span, rule.Id?.Value));

    private sealed class Columns(ImmutableArray<ColumnSchema> declared, bool isOpen, string table)
    {
        private readonly Dictionary<string, string> _declared = declared.GroupBy(c => c.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Type, StringComparer.Ordinal);
        private readonly OrderedDictionary<string, string> _used = new(StringComparer.Ordinal);

        public string Table => table;

        public IEnumerable<string> Names => _declared.Keys;

        public ImmutableArray<ColumnSchema> Used => [.. _used.Select(c => new ColumnSchema(c.Key, c.Value))];

        /// <summary>Null for a column that the table cannot have.</summary>
        public string? TypeOf(string name, YamlNode node)
        {
            if (!_declared.TryGetValue(name, out var type))
            {
                // Every table has these, whether its schema lists them or not.
                type = isOpen || name.StartsWith('_') || name is "TenantId" or "Type" or "SourceSystem" ? Open(name, node) : null;
            }

            if (type is not null)
            {
                _used[name] = type;
            }

            return type;
        }

        public void Complete(ImmutableDictionary<string, object?>.Builder cells, DateTimeOffset time)
        {
            foreach (var name in TestTime.Columns)
            {
                if (_declared.ContainsKey(name) && !cells.ContainsKey(name))
                {
                    cells[name] = time;
                }
                else if (!_declared.ContainsKey(name))
                {
                    _ = cells.Remove(name);
                    continue;
                }

                _used[name] = "datetime";
            }

            if (_declared.ContainsKey("Type") && !cells.ContainsKey("Type"))
            {
                cells["Type"] = table;
                _used["Type"] = "string";
            }
        }

        // An open table (AzureDiagnostics) tells the type by the end of the name; once two rows differ, the column is dynamic.
        private string Open(string name, YamlNode node)
        {
            var type = name switch
            {
                [.., '_', 's'] => "string",
                [.., '_', 'd'] => "real",
                [.., '_', 'b'] => "bool",
                [.., '_', 't'] => "datetime",
                [.., '_', 'g'] => "string",
                _ => CellReader.Guess(node),
            };
            return _used.TryGetValue(name, out var known) && known != type ? "dynamic" : type;
        }
    }
}
