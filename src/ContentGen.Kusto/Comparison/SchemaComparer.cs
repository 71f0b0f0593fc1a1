using System.Collections.Immutable;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Kusto.Comparison;

/// <summary>Where tables of a workspace differ from the catalogue that queries are bound against.</summary>
public static class SchemaComparer
{
    /// <param name="catalogue">What queries are bound against.</param>
    /// <param name="others">The tables that were pulled or exported.</param>
    /// <param name="expected">Tables that must be among them, else they are removed ones.</param>
    /// <returns>The tables that differ, in ordinal order.</returns>
    public static ImmutableArray<SchemaChange> Compare(SchemaCatalog catalogue, IEnumerable<TableSchema> others, IEnumerable<string> expected)
    {
        var changes = new SortedDictionary<string, SchemaChange>(StringComparer.Ordinal);
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var other in others)
        {
            _ = found.Add(other.Name);
            var table = catalogue.FindTable(other.Name);
            var columns = Columns(table, other);
            if (!columns.IsEmpty)
            {
                changes[other.Name] = new SchemaChange(other.Name, table is null ? ChangeKind.Added : ChangeKind.Changed, columns);
            }
        }

        foreach (var name in expected.Where(n => !found.Contains(n)))
        {
            changes[name] = new SchemaChange(name, ChangeKind.Removed, []);
        }

        return [.. changes.Values];
    }

    private static ImmutableArray<ColumnChange> Columns(TableSchema? table, TableSchema other)
    {
        var types = new SortedDictionary<string, (string? Catalogue, string? Other)>(StringComparer.Ordinal);
        foreach (var column in table?.Columns ?? [])
        {
            types[column.Name] = (column.Type, null);
        }

        foreach (var column in other.Columns)
        {
            types[column.Name] = (types.GetValueOrDefault(column.Name).Catalogue, column.Type);
        }

        return [.. types.Select(t => new ColumnChange(t.Key, t.Value.Catalogue, t.Value.Other)).Where(c => c.Catalogue != c.Other && !IsExpected(c, table))];
    }

    // An open table is known to have columns that nobody declared, and no export lists all that every table has.
    private static bool IsExpected(ColumnChange change, TableSchema? table) => change.Kind switch
    {
        ChangeKind.Added => table is { IsOpen: true },
        ChangeKind.Removed => StandardColumns.Names.Contains(change.Name),
        _ => false,
    };
}
