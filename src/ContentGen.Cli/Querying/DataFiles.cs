using System.Collections.Immutable;
using ContentGen.Cli.Running;
using ContentGen.Core.Content;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Cli.Querying;

/// <summary>Rows of tables from files: TABLE.csv, TABLE.json (a list), TABLE.jsonl (a line each), TABLE.yaml, or one file of several tables.</summary>
internal static class DataFiles
{
    private const long MostBytes = 1L << 31;

    private static readonly string[] Extensions = [".csv", ".json", ".jsonl", ".ndjson", ".yaml", ".yml"];

    /// <summary>The rows, and the catalogue with the tables that only the data knows.</summary>
    public static (SchemaCatalog Catalog, ImmutableDictionary<string, TableData> Tables) Load(string? path, QueryEnvironment environment, ContentSchemas own)
    {
        var catalog = SchemaCatalog.Create(environment, own);
        if (path is null)
        {
            return (catalog, []);
        }

        var given = new Dictionary<string, List<Dictionary<string, object?>>>(StringComparer.Ordinal);
        foreach (var file in Files(path))
        {
            foreach (var (table, rows) in RowFile.Read(file))
            {
                if (!given.TryGetValue(table, out var all))
                {
                    given.Add(table, all = []);
                }

                all.AddRange(rows);
            }
        }

        // A table that no schema declares has the columns of its rows.
        var unknown = given.Where(g => catalog.FindTable(g.Key) is null).Select(g => new TableSchema(g.Key, GuessedColumns.Of(g.Value), isOpen: false, path)).ToImmutableArray();
        if (unknown.Length > 0)
        {
            own = own with { Tables = own.Tables.AddRange(unknown) };
            catalog = SchemaCatalog.Create(environment, own);
        }

        return (catalog, given.ToImmutableDictionary(g => g.Key, g => Build(catalog.FindTable(g.Key)!, g.Value), StringComparer.Ordinal));
    }

    private static IEnumerable<string> Files(string path)
    {
        if (Directory.Exists(path))
        {
            return Directory.EnumerateFiles(path).Where(f => Extensions.Contains(Path.GetExtension(f).ToLowerInvariant())).Order(StringComparer.Ordinal);
        }

        return File.Exists(path) && new FileInfo(path).Length <= MostBytes ? [path] : throw new UsageException($"--data: there is no file or folder '{path}' of at most 2 GB");
    }

    private static TableData Build(TableSchema schema, List<Dictionary<string, object?>> rows)
    {
        var names = rows.SelectMany(r => r.Keys).ToHashSet(StringComparer.Ordinal);
        var extra = schema.IsOpen ? GuessedColumns.Of(rows).Where(c => !schema.Columns.Any(s => s.Name == c.Name)) : [];
        var builder = new TableBuilder(schema.Name, [.. schema.Columns.Where(c => names.Contains(c.Name)), .. extra]);
        for (var i = 0; i < rows.Count; i++)
        {
            if (builder.Add(rows[i]) is { } wrong)
            {
                var hint = rows[i].Keys.FirstOrDefault(k => !schema.Columns.Any(c => c.Name == k)) is { } name ? NearestName.Hint(name, schema.Columns.Select(c => c.Name)) : "";
                throw new UsageException($"--data: row {i + 1}: {wrong}{hint}");
            }
        }

        return builder.Build();
    }
}
