using System.Text;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Core.Watchlists;

/// <summary>A file of content/watchlists to a <see cref="Watchlist"/>; one without columns when nothing of it can be used.</summary>
public static class WatchlistReader
{
    /// <param name="source">The file; CSV or YAML by its extension.</param>
    /// <param name="diagnostics">What is wrong with it.</param>
    public static Watchlist Read(SourceText source, DiagnosticBag diagnostics)
    {
        var alias = new Located<string>(Path.GetFileNameWithoutExtension(source.Path), default);
        var bytes = Encoding.UTF8.GetByteCount(source.Text);
        if (bytes > WatchlistLimits.FileBytes)
        {
            diagnostics.Add(WatchlistDescriptors.Limit, default, bytes, "bytes in a file", WatchlistLimits.FileBytes);
            return Unusable();
        }

        return Path.GetExtension(source.Path).Equals(".csv", StringComparison.OrdinalIgnoreCase)
            ? CsvWatchlist.Read(source, alias, diagnostics) ?? Unusable()
            : YamlWatchlist.Read(source, alias, diagnostics) ?? Unusable();

        Watchlist Unusable() => new(source, alias, null, null, null, [], []);
    }
}
