using System.Collections.Immutable;
using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>
/// A watchlist: content/watchlists/ALIAS.csv or .yaml. <see cref="DisplayName"/> and <see cref="SearchKey"/> are null when they are not
/// written: the alias and the first column stand for them.
/// </summary>
/// <param name="Source">The file.</param>
/// <param name="Alias">What a query gives to _GetWatchlist; without a place of its own when it is the name of the file.</param>
/// <param name="DisplayName">The name in the portal.</param>
/// <param name="Description">What the list is for.</param>
/// <param name="SearchKey">The column that Sentinel copies to SearchKey and indexes; one of <paramref name="Columns"/>.</param>
/// <param name="Columns">In the order of the file; no name occurs twice.</param>
/// <param name="Rows">In the order of the file.</param>
public sealed record Watchlist(
    SourceText Source,
    Located<string> Alias,
    Located<string>? DisplayName,
    Located<string>? Description,
    Located<string>? SearchKey,
    ImmutableArray<WatchlistColumn> Columns,
    ImmutableArray<WatchlistRow> Rows);
