using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Tests;
using ContentGen.Kusto.Hosting;
using ContentGen.Testing;

namespace ContentGen.Benchmarks.Engine;

/// <summary>
/// The offline query engine: a million rows through where, extend and summarize against DuckDB on one thread; a rule's query over a hundred
/// rows; the memory of the rows; what a first query costs. Times are CPU times of the whole process, so that other work on the machine
/// counts little; the wall time stands beside them.
/// </summary>
internal sealed class EngineSpeed : IDisposable
{
    private const int Rows = 1_000_000;
    private const int Times = 9;

    private const string Query = "Events | where CommandLine has 'powershell' | extend host = tolower(Computer) | summarize count() by bin(TimeGenerated, 1h), host";

    private static readonly DateTimeOffset Now = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly LanguageHost _host;
    private readonly string _work;
    private readonly Action<string, double, double> _bound;
    private readonly SchemaCatalog _catalog = SchemaCatalog.Create(QueryEnvironment.Sentinel, ContentSchemas.Empty with { Tables = [new TableSchema("Events", EventRows.Columns, isOpen: false, "benchmark")] });

    public EngineSpeed(string work, Action<string, double, double> bound)
    {
        (_work, _bound) = (work, bound);
        _host = new LanguageHost(new LanguageHostOptions
        {
            NodePath = NodeLocator.Find(Environment.GetEnvironmentVariable("PATH")),
            BundlePath = Path.Combine(AppContext.BaseDirectory, "kusto-host.js"),
            SnapshotFolder = Path.Combine(work, "engine"),
            MaxProcesses = 1,
        });
    }

    public void Dispose() => _host.Dispose();

    public void Run()
    {
        // The first run starts the language host and builds its snapshot.
        _ = Bind("print 1");
        Million();
        foreach (var rule in Directory.EnumerateFiles(Path.Combine(TestFolders.Repository, "content", "rules"), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            RuleTest(rule);
        }
    }

    private void Million()
    {
        var csv = Path.Combine(_work, "events.csv");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var source = new EventRows();
        TableData table;
        using (var writer = new StreamWriter(csv))
        {
            table = source.Build("Events", Rows, writer);
        }

        _bound($"{Rows} rows, memory against the data's size ({source.DataBytes / 1e6:0} MB): ratio", (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)source.DataBytes, 3);
        var clock = Stopwatch.StartNew();
        var bound = Bind(Query);
        var binding = clock.Elapsed;
        var program = QueryProgram.Compile(bound).Program!;
        var compiling = clock.Elapsed - binding;
        var input = new QueryInput { Now = Now, Tables = ImmutableDictionary<string, TableData>.Empty.Add("Events", table) };
        var first = program.Run(input);
        Print($"first query: binding {binding.TotalMilliseconds:0} ms, compiling {compiling.TotalMilliseconds:0} ms, first run over {Rows} rows {(clock.Elapsed - binding - compiling).TotalMilliseconds:0} ms");
        var (cpu, wall) = Best(() => program.Run(input));
        Print($"{Rows} rows, where has | extend | summarize by bin, key: {cpu:0} ms CPU, {wall:0} ms, {first.Count} groups");
        foreach (var (way, duck) in DuckDb.Measure(csv, Times))
        {
            Print($"DuckDB, has as a {way}: {duck.Cpu:0} ms CPU, {duck.Wall:0} ms, {duck.Rows} groups");
            _bound($"{Rows} rows against DuckDB with has as a {way}: ratio of CPU", cpu / duck.Cpu, 1.5);
        }
    }

    // A hundred rows in each table that the rule reads.
    private void RuleTest(string path)
    {
        var yaml = new SourceText(path, SourceDecoder.TryDecode(File.ReadAllBytes(path)) ?? "");
        var query = ((YamlScalar)YamlReader.Read(yaml, new DiagnosticBag(yaml))!.Find("query")!.Value).Value;
        var bound = Bind(query);
        var tables = bound.Tables.Select(_catalog.FindTable).OfType<TableSchema>().Select(t => MadeUpRows.Of(t, 100, Now)).ToImmutableDictionary(t => t.Name, StringComparer.Ordinal);
        var clock = Stopwatch.StartNew();
        var program = QueryProgram.Compile(bound).Program!;
        var compiling = clock.Elapsed;
        var input = new QueryInput { Now = Now, Tables = tables, MissingAreEmpty = true };
        _ = program.Run(input);
        var first = clock.Elapsed - compiling;
        var runs = new List<double>();
        for (var i = 0; i < 2000; i++)
        {
            clock.Restart();
            _ = program.Run(input);
            runs.Add(clock.Elapsed.TotalMilliseconds);
        }

        runs.Sort();
        Print($"{Path.GetFileName(path)}: compiling {compiling.TotalMilliseconds:0.0} ms, first run {first.TotalMilliseconds:0.0} ms");
        _bound($"{Path.GetFileName(path)}, 100 rows a table, compiled and warm: ms", runs[runs.Count / 2], 1);
    }

    private static (double Cpu, double Wall) Best(Action run)
    {
        var (cpu, wall) = (double.MaxValue, double.MaxValue);
        for (var i = 0; i < Times; i++)
        {
            using var process = Process.GetCurrentProcess();
            var (used, clock) = (process.TotalProcessorTime, Stopwatch.StartNew());
            run();
            wall = Math.Min(wall, clock.Elapsed.TotalMilliseconds);
            process.Refresh();
            cpu = Math.Min(cpu, (process.TotalProcessorTime - used).TotalMilliseconds);
        }

        return (cpu, wall);
    }

    private BoundQuery Bind(string query) => _host.BindAsync(new QueryText(query, _catalog), CancellationToken.None).GetAwaiter().GetResult();

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
