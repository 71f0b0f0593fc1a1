using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Detection.Simulation;

/// <summary>The project's own watchlists, for tests that give no rows of theirs.</summary>
internal static class WatchlistFixtures
{
    public static QueryInput Of(IEnumerable<Watchlist> watchlists) => new()
    {
        Now = DetectionTest.DefaultNow,
        Watchlists = watchlists.Where(w => !w.Columns.IsEmpty).ToImmutableDictionary(w => w.Alias.Value, Table, StringComparer.Ordinal),
    };

    private static TableData Table(Watchlist watchlist)
    {
        // Sentinel adds the search key's column under this name.
        var key = watchlist.SearchKey?.Value ?? watchlist.Columns[0].Name.Value;
        var columns = watchlist.Columns.Select(c => new ColumnSchema(c.Name.Value, c.Type)).ToList();
        var builder = new TableBuilder(watchlist.Alias.Value, [.. columns, .. columns.Any(c => c.Name == "SearchKey") ? [] : new[] { new ColumnSchema("SearchKey", "string") }]);
        foreach (var row in watchlist.Rows)
        {
            var cells = columns.Zip(row.Values).Select(c => KeyValuePair.Create<string, object?>(c.First.Name, c.Second?.Value)).ToList();
            if (columns.All(c => c.Name != "SearchKey"))
            {
                cells.Add(KeyValuePair.Create("SearchKey", cells.FirstOrDefault(c => c.Key == key).Value));
            }

            // A cell that its column cannot hold was reported when the watchlist was read.
            _ = builder.Add(cells);
        }

        return builder.Build();
    }
}
