using ContentGen.Core.Content;
using ContentGen.Detection.Simulation;
using ContentGen.Detection.Workspaces;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Detection;

/// <summary>What the tests of all rules of a run share.</summary>
public sealed record TestSettings
{
    private TestSettings(IQueryBinder binder, QueryInput fixtures, DateTimeOffset? today) => (Binder, Fixtures, Today) = (binder, fixtures, today);

    /// <summary>Binds queries anew whose columns depend on a test's rows.</summary>
    internal IQueryBinder Binder { get; }

    internal QueryInput Fixtures { get; }

    internal DateTimeOffset? Today { get; }

    /// <summary>Runs the queries in place of our engine; null: ours does.</summary>
    public IQueryEngine? Engine { get; init; }

    /// <summary>Whether a failed test is explained, which takes a further run.</summary>
    public bool Explains { get; init; } = true;

    /// <summary>Whether every operator's rows are told, also of tests that passed.</summary>
    public bool Traces { get; init; }

    /// <param name="binder">Binds queries anew whose columns depend on a test's rows: parsers, watchlists, open tables.</param>
    /// <param name="watchlists">The project's watchlists; a test that gives rows for one replaces it.</param>
    /// <param name="today">The latest time that telemetry may have where a test says no now; null: any.</param>
    public static TestSettings Create(IQueryBinder binder, IEnumerable<Watchlist> watchlists, DateTimeOffset? today) =>
        new(binder, WatchlistFixtures.Of(watchlists), today);
}
