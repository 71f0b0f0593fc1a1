using System.Collections.Immutable;
using ContentGen.Cli.Running;
using ContentGen.Core.Content;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Cli.Querying;

/// <summary>
/// Rows from files: TABLE.csv, TABLE.json (a list), TABLE.jsonl (a line each), TABLE.yaml, or one file of several tables. A name that is a
/// function of the workspace (a parser) gives the rows that it returns. In a folder also watchlists/ALIAS.csv and external/FILE.csv, FILE
/// being the end of the address of externaldata.
/// </summary>
internal static class DataFiles
{
    private const long MostBytes = 1L << 31;

    private static readonly string[] Extensions = [".csv", ".json", ".jsonl", ".ndjson", ".yaml", ".yml"];

    /// <summary>
    /// The rows, and the catalogue with the tables that only the data knows. What has no file is empty, but for external data. Without data
    /// a query stands alone: what it searches are the views that it declares.
    /// </summary>
    public static (SchemaCatalog Catalog, QueryInput Input) Load(string? path, QueryEnvironment environment, ContentSchemas own)
    {
        var catalog = SchemaCatalog.Create(environment, own);
        // The names that the Kusto emulator gives its one database and itself.
        var input = new QueryInput { Now = default, MissingAreEmpty = true, Database = "NetDefaultDB", Cluster = "localhost" };
        if (path is null)
        {
            return (catalog.Alone(), input);
        }

        var given = Read(Files(path));
        var functions = given.Where(g => catalog.FindFunction(g.Key) is { Kind: not FunctionKind.Body }).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);

        // A table that no schema declares has the columns of its rows.
        var unknown = given.Where(g => !functions.Contains(g.Key) && catalog.FindTable(g.Key) is null).Select(g => new TableSchema(g.Key, GuessedColumns.Of(g.Value), isOpen: false, path)).ToList();
        catalog = catalog.With(unknown, [], []);
        return (catalog, input with
        {
            Tables = given.Where(g => !functions.Contains(g.Key)).ToImmutableDictionary(g => g.Key, g => Build(catalog.FindTable(g.Key)!, g.Value), StringComparer.Ordinal),
            Functions = given.Where(g => functions.Contains(g.Key)).ToImmutableDictionary(g => g.Key, g => Build(Open(g.Key, catalog.FindFunction(g.Key)!.Columns), g.Value), StringComparer.Ordinal),
            Watchlists = Apart(Path.Combine(path, "watchlists"), Path.GetFileNameWithoutExtension),
            External = Apart(Path.Combine(path, "external"), f => Path.GetFileName(f)),
        });
    }

    private static ImmutableDictionary<string, TableData> Apart(string folder, Func<string, string> name) => Directory.Exists(folder)
        ? Files(folder).ToImmutableDictionary(name, f => Build(Open(Path.GetFileNameWithoutExtension(f), []), Read([f]).Values.First()), StringComparer.Ordinal)
        : [];

    private static TableSchema Open(string name, ImmutableArray<ColumnSchema> columns) => new(name, columns, isOpen: true, name);

    private static Dictionary<string, List<Dictionary<string, object?>>> Read(IEnumerable<string> files)
    {
        var given = new Dictionary<string, List<Dictionary<string, object?>>>(StringComparer.Ordinal);
        foreach (var (table, rows) in files.SelectMany(RowFile.Read))
        {
            if (!given.TryGetValue(table, out var all))
            {
                given.Add(table, all = []);
            }

            all.AddRange(rows);
        }

        return given;
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
