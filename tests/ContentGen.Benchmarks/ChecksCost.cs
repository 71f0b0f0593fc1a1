using System.Diagnostics;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Hosting;

namespace ContentGen.Benchmarks;

/// <summary>
/// What all checks cost against the binding of the queries that they read: one rule at a time, one language host, no cache. Decoding the
/// bound trees counts as part of the checks, which are the first to ask for them. Time of processors, where the system tells that of other
/// processes: what else the machine does then hardly matters.
/// </summary>
internal static class ChecksCost
{
    public static async Task<(TimeSpan Bind, TimeSpan Check)> MeasureAsync(IEnumerable<string> rules, string work)
    {
        var files = rules.Select(r => RuleFile.Read(new SourceText(r, SourceDecoder.TryDecode(File.ReadAllBytes(r)) ?? ""))).ToList();
        using var host = new LanguageHost(new LanguageHostOptions
        {
            NodePath = NodeLocator.Find(Environment.GetEnvironmentVariable("PATH")),
            BundlePath = Path.Combine(AppContext.BaseDirectory, "kusto-host.js"),
            SnapshotFolder = Path.Combine(work, "checks"),
            MaxProcesses = 1,
        });

        // The first run compiles both sides' code.
        _ = await RunAsync(host, files);
        return await RunAsync(host, files);
    }

    private static async Task<(TimeSpan Bind, TimeSpan Check)> RunAsync(LanguageHost host, List<RuleFile> files)
    {
        var binder = new TimedBinder(host);
        var (own, hosts) = (Own(), ProcessorTime.OfChildren());
        _ = await new RuleCompiler(binder, ContentSchemas.Empty, new CompilerOptions(null, 1)).CompileAsync(files, CancellationToken.None);
        var (all, theirs) = (Own() - own, ProcessorTime.OfChildren() - hosts);
        return (theirs > TimeSpan.Zero ? theirs + binder.Spent : binder.Waited, all - binder.Spent);
    }

    private static TimeSpan Own()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private sealed class TimedBinder(IQueryBinder binder) : IQueryBinder
    {
        /// <summary>Time of this process while it waited for answers and read them.</summary>
        public TimeSpan Spent { get; private set; }

        /// <summary>The same by the clock.</summary>
        public TimeSpan Waited { get; private set; }

        public async Task<BoundQuery> BindAsync(QueryText query, CancellationToken cancellation)
        {
            var (clock, own) = (Stopwatch.StartNew(), Own());
            var answer = await binder.BindAsync(query, cancellation);
            Spent += Own() - own;
            Waited += clock.Elapsed;
            return answer;
        }
    }
}
