using System.Collections.Concurrent;
using ContentGen.Core.Content;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
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

    public static async Task<SigmaResult> ConvertAsync(string query, SigmaOptions? options = null, string key = "11111111-2222-4333-8444-555555555555", QueryEnvironment environment = QueryEnvironment.Sentinel) =>
        Convert(await BindAsync(query, environment), query, key, options);

    public static SigmaResult Convert(BoundQuery bound, string query, string key, SigmaOptions? options = null) =>
        SigmaConverter.Convert(bound, query, new SigmaMetadata { Key = key, Title = $"Query {key}", Date = "2026-11-21" }, options ?? SigmaOptions.Default);

    public static async Task<SigmaResult[]> ConvertAllAsync(IEnumerable<(string Key, string Query, QueryEnvironment Environment)> queries) =>
        await Task.WhenAll(queries.Select(q => ConvertAsync(q.Query, null, q.Key, q.Environment)));
}
