using System.Collections.Concurrent;
using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine.Closing;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Hosting;

namespace ContentGen.Kusto.Engine.Tests;

/// <summary>Binds and runs the queries of tests. One language host for all of them; bindings are kept.</summary>
internal static class Queries
{
    private static readonly ConcurrentDictionary<string, BoundQuery> Bound = new(StringComparer.Ordinal);

    private static readonly LanguageHost Host = new(new LanguageHostOptions
    {
        NodePath = NodeLocator.Find(Environment.GetEnvironmentVariable("PATH")),
        BundlePath = Path.Combine(AppContext.BaseDirectory, "kusto-host.js"),
        SnapshotFolder = TestFolders.Temporary(),
        MaxProcesses = 2,
    });

    public static IQueryBinder Binder => Host;

    public static SchemaCatalog Catalog { get; } = SchemaCatalog.Create(QueryEnvironment.Sentinel, ContentSchemas.Empty);

    /// <summary>The catalogue with tables of the test's own; a query text that mentions them is bound once, against the first of these.</summary>
    public static SchemaCatalog CatalogWith(params TableSchema[] tables) => Catalog.With(tables, [], []);

    public static DateTimeOffset Now { get; } = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static BoundQuery Bind(string query) => Bind(query, Catalog);

    public static BoundQuery Bind(string query, SchemaCatalog catalog) =>
        Bound.GetOrAdd(query, q => ClosedBinding.BindAsync(Host, new QueryText(q, catalog), Input(), CancellationToken.None).GetAwaiter().GetResult());

    /// <summary>The errors of a query.</summary>
    public static IEnumerable<QueryDiagnostic> Errors(BoundQuery query) => BindingErrors.Of(query);

    public static QueryInput Input(params TableData[] tables) => new() { Now = Now, Tables = tables.ToImmutableDictionary(t => t.Name) };

    /// <summary>The result of a query that must run.</summary>
    public static RunResult Run(string query, params TableData[] tables)
    {
        var bound = Bind(query);
        Assert.That(Errors(bound), Is.Empty, query);
        var compiled = QueryProgram.Compile(bound);
        Assert.That(compiled.Refusal, Is.Null, query);
        var result = compiled.Program!.Run(Input(tables));
        Assert.That(result.Stopped, Is.Null, query);
        return result;
    }

    /// <summary>The only cell of a result, as text.</summary>
    public static string Print(string expression) => Run("print " + expression).Cell(0, 0).ToString();
}
