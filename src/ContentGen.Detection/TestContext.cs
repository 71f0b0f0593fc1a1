using ContentGen.Core.Content;
using ContentGen.Detection.Simulation;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Detection;

/// <summary>What the tests of all rules of a run share.</summary>
public sealed class TestContext
{
    private TestContext(QueryInput fixtures, DateTimeOffset? today) => (Fixtures, Today) = (fixtures, today);

    internal QueryInput Fixtures { get; }

    internal DateTimeOffset? Today { get; }

    /// <param name="watchlists">The project's watchlists; a test that gives rows for one replaces it.</param>
    /// <param name="today">The latest time that telemetry may have where a test says no now; null: any.</param>
    public static TestContext Create(IEnumerable<Watchlist> watchlists, DateTimeOffset? today) => new(WatchlistFixtures.Of(watchlists), today);
}
