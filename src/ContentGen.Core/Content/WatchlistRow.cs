using System.Collections.Immutable;
using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>An item of a watchlist: a text for each column, in their order; null where the row says nothing.</summary>
public sealed record WatchlistRow(ImmutableArray<Located<string>?> Values, TextSpan Span);
