using System.Collections.Concurrent;
using ContentGen.Core.Content;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine.Closing;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Hosting;
using ContentGen.Sigma.Conversion;

namespace ContentGen.Sigma.Tests;

/// <summary>Converts queries as the product does; one language host for all tests of a run.</summary>
[SetUpFixture]
internal sealed class Conversions
{
    private static readonly Dictionary<QueryEnvironment, SchemaCatalog> Catalogs = new[] { QueryEnvironment.Sentinel, QueryEnvironment.DefenderXdr }
        .ToDictionary(e => e, e => SchemaCatalog.Create(e, ContentSchemas.Empty));

    private static readonly LanguageHost Host = new(new LanguageHostOptions
    {
        NodePath = NodeLocator.Find(Environment.GetEnvironmentVariable("PATH")),
        BundlePath = Path.Combine(AppContext.BaseDirectory, "kusto-host.js"),
        SnapshotFolder = TestFolders.Temporary(),
        MaxProcesses = 2,
    });

    public static IQueryBinder Binder => Host;

    [OneTimeTearDown]
    public void Stop() => Host.Dispose();

    private static readonly ConcurrentDictionary<(string, QueryEnvironment), Task<BoundQuery>> Bound = new();

    /// <summary>Bound once for all tests.</summary>
    public static Task<BoundQuery> BindAsync(string query, QueryEnvironment environment = QueryEnvironment.Sentinel) =>
        Bound.GetOrAdd((query, environment), q => Host.BindAsync(new QueryText(q.Item1, Catalogs[q.Item2]), CancellationToken.None));

    /// <summary>Bound so that it can be run: what is open in it is declared as far as the query names it, and hunting has its times.</summary>
    public static Task<BoundQuery> CloseAsync(string query, QueryEnvironment environment) =>
        ClosedBinding.BindAsync(Host, new QueryText(query, Catalogs[environment]), new QueryInput { Now = DateTimeOffset.UnixEpoch, Tables = Events.CustomLogs.Of(query) }, CancellationToken.None);

    /// <summary>Hunting queries are given their times by the page that runs them.</summary>
    public static string Timed(string query) => query.Replace("{{StartTimeISO}}", "2026-11-20T12:00:00Z", StringComparison.Ordinal).Replace("{{EndTimeISO}}", "2026-11-21T12:00:00Z", StringComparison.Ordinal);

    public static async Task<SigmaResult> ConvertAsync(string query, SigmaOptions? options = null, string key = "11111111-2222-4333-8444-555555555555", QueryEnvironment environment = QueryEnvironment.Sentinel) =>
        Convert(await BindAsync(query, environment), query, key, options);

    /// <summary>With functions of a workspace.</summary>
    public static async Task<SigmaResult> ConvertAsync(string query, IEnumerable<FunctionSchema> functions) =>
        Convert(await Host.BindAsync(new QueryText(query, Catalogs[QueryEnvironment.Sentinel].With([], functions, [])), CancellationToken.None), query, "11111111-2222-4333-8444-555555555555");

    public static SigmaResult Convert(BoundQuery bound, string query, string key, SigmaOptions? options = null) =>
        SigmaConverter.Convert(bound, query, new SigmaMetadata { Key = key, Title = $"Query {key}", Date = "2026-11-21" }, options ?? SigmaOptions.Default);

    public static async Task<SigmaResult[]> ConvertAllAsync(IEnumerable<(string Key, string Query, QueryEnvironment Environment)> queries) =>
        await Task.WhenAll(queries.Select(q => ConvertAsync(q.Query, null, q.Key, q.Environment)));
}
