using System.Collections.Concurrent;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Checks.Kql;

/// <summary>Which tables of a catalogue have a column. Reads the catalogue once for each name that somebody mistyped.</summary>
internal static class ColumnOwners
{
    private static readonly ConcurrentDictionary<(SchemaCatalog Catalog, string Column), string[]> Known = new();

    public static IReadOnlyList<string> Of(SchemaCatalog catalog, string column) => Known.GetOrAdd((catalog, column), static key =>
        [.. key.Catalog.TableNames.Where(t => key.Catalog.FindTable(t) is { } table && (',' + table.ColumnText).Contains($",{key.Column}:", StringComparison.Ordinal))]);
}
