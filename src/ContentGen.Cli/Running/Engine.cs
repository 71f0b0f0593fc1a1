using ContentGen.Cli.Content;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Cache;
using ContentGen.Kusto.Hosting;

namespace ContentGen.Cli.Running;

/// <summary>The language host with its cache, as the command line wants it.</summary>
internal sealed class Engine : IDisposable
{
    private const string Findings = "findings";

    private readonly AnalysisCache? _cache;
    private readonly CachingBinder _binder;

    public Engine(bool useCache)
    {
        var folder = UserFolders.Cache();
        Host = CreateHost();
        _cache = useCache && folder is not null ? new AnalysisCache(Path.Combine(folder, "analysis")) : null;
        if (_cache is null || !Directory.Exists(_cache.Folder))
        {
            // Every query is going to need it: let it start while the files are read.
            Host.WarmUp();
        }

        _binder = new CachingBinder(Host, _cache);
    }

    public LanguageHost Host { get; }

    /// <summary>
    /// Lets the host start while the files are read, if a query is likely to need it: when a file is newer than all that earlier runs kept.
    /// A wrong guess costs some time, nothing else.
    /// </summary>
    public void Expect(IReadOnlyList<RulePath> files)
    {
        if (UserFolders.Cache() is { } folder && FindingsFile.LastUse(Path.Combine(folder, Findings)) is { } last && files.Any(f => File.GetLastWriteTimeUtc(f.FullPath) > last))
        {
            Host.WarmUp();
        }
    }

    /// <summary>A host that starts nothing until it is asked.</summary>
    public static LanguageHost CreateHost() => new(new LanguageHostOptions
    {
        NodePath = NodeLocator.Find(Environment.GetEnvironmentVariable("PATH")),
        BundlePath = Path.Combine(AppContext.BaseDirectory, "kusto-host.js"),
        SnapshotFolder = UserFolders.Cache() is { } folder ? Path.Combine(folder, "host") : null,
    });

    public IQueryBinder Binder => _binder;

    /// <summary>The findings that earlier runs kept under a name; null when this machine keeps nothing.</summary>
    public static FindingsFile? OpenFindings(string name) => UserFolders.Cache() is { } folder ? FindingsFile.Open(Path.Combine(folder, Findings), name) : null;

    /// <summary>Queries analysed in this run, and answers taken from the cache.</summary>
    public (int Analysed, int Cached) Work => (Host.Analysed, _binder.Hits);

    public void Dispose()
    {
        _cache?.Trim();
        Host.Dispose();
    }
}
