// Writes the built-in schema catalogue from fact sheets: one KQL declaration a line, Brotli-compressed, the same bytes for the same input.
//   dotnet run build/catalog.cs -- FACTS src/ContentGen.Kusto/Catalog
// FACTS holds log-analytics.tsv and defender-xdr.tsv (table, column, type), standard-columns.tsv, open-tables.txt, functions.tsv
// (name, kind, parameters, result, environment, source) and log-analytics-sources.tsv (table, columns, sources).
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
using System.IO.Compression;
using System.Text;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: dotnet run build/catalog.cs -- FACTS OUTPUT");
    return 2;
}

var facts = args[0];
var standard = Lines("standard-columns.tsv").Select(l => (Name: l[0], Type: l[1])).ToList();
var open = Lines("open-tables.txt").Select(l => l[0]).ToHashSet(StringComparer.Ordinal);
var sources = Lines("log-analytics-sources.tsv").ToDictionary(l => l[0], l => l[2], StringComparer.Ordinal);

var sentinel = Tables("log-analytics.tsv");
foreach (var (table, columns) in sentinel.ToList())
{
    // Every workspace table has the standard columns; a table's own type for one of them wins.
    var own = columns.ToDictionary(c => c.Name, c => c.Type, StringComparer.Ordinal);
    sentinel[table] =
    [
        .. standard.Select(s => (s.Name, own.GetValueOrDefault(s.Name, s.Type))),
        .. columns.Where(c => !standard.Any(s => s.Name == c.Name)),
    ];
}

var defender = Tables("defender-xdr.tsv");
foreach (var columns in defender.Values.Where(t => !t.Any(c => c.Name == "TimeGenerated")))
{
    columns.Add(("TimeGenerated", "datetime"));
}

Write("sentinel", sentinel, f => f != "xdr");
Write("defender-xdr", defender, _ => true);
return 0;

List<string[]> Lines(string file) =>
    [.. File.ReadLines(Path.Combine(facts, file)).Where(l => l.Length > 0).Select(l => l.TrimEnd('\r').Split('\t'))];

SortedDictionary<string, List<(string Name, string Type)>> Tables(string file)
{
    var tables = new SortedDictionary<string, List<(string, string)>>(StringComparer.Ordinal);
    foreach (var line in Lines(file))
    {
        if (!tables.TryGetValue(line[0], out var columns))
        {
            tables[line[0]] = columns = [];
        }

        columns.Add((line[1], line[2]));
    }

    return tables;
}

void Write(string name, SortedDictionary<string, List<(string Name, string Type)>> tables, Func<string, bool> includes)
{
    var text = new StringBuilder();
    text.Append("// Built-in schema catalogue. Sources: Azure Monitor table reference, Defender XDR advanced hunting reference,\n");
    text.Append("// Azure-Sentinel custom tables, connector definitions and ASIM parsers, one workspace export (2025-09).\n");
    foreach (var (table, columns) in tables)
    {
        var origin = name == "sentinel" ? sources.GetValueOrDefault(table, "") : "Defender XDR reference";
        text.Append($".create-merge table {Quote(table)} ({Columns(columns)}) with (folder=\"{(open.Contains(table) ? "open" : "")}\", docstring=\"{origin}\")\n");
    }

    foreach (var line in Lines("functions.tsv").Skip(1).OrderBy(l => l[0], StringComparer.Ordinal))
    {
        if (tables.ContainsKey(line[0]) || !includes(line[4]))
        {
            continue;
        }

        var kind = Kind(line[0], line[1], line[3]);
        var parameters = line[2] == "?" ? "" : line[2];
        var result = line[1] == "table-alias" ? Columns(tables.GetValueOrDefault(line[3], [])) : line[3];
        var body = kind switch
        {
            "scalar" => $"{line[3]}(null)",
            "database" or "database-open" => "",
            _ => $"datatable({result})[]",
        };
        text.Append($".create-or-alter function with (folder=\"{kind}\", docstring=\"{line[5].Replace("\"", "'")}\") {line[0]}({parameters}) {{ {body} }}\n");
    }

    using var file = File.Create(Path.Combine(args[1], name + ".kql.br"));
    using var brotli = new BrotliStream(file, CompressionLevel.SmallestSize);
    brotli.Write(Encoding.UTF8.GetBytes(text.ToString()));
    Console.Error.WriteLine($"{name}: {tables.Count} tables, {text.Length} characters");
}

static string Kind(string name, string kind, string result) => name == "_GetWatchlist" ? "watchlist" : kind switch
{
    "scalar" => "scalar",
    "database" => result == "(open)" ? "database-open" : "database",
    "invoke-extend" or "invoke-open" => "extender",
    _ => "tabular-open",
};

static string Columns(IEnumerable<(string Name, string Type)> columns) => string.Join(",", columns.Select(c => $"{Quote(c.Name)}:{c.Type}"));

static string Quote(string name) =>
    name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !char.IsAsciiDigit(name[0]) ? name : $"['{name.Replace("\\", "\\\\").Replace("'", "\\'")}']";
