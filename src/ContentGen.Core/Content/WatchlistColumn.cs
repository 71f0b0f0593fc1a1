using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>A column of a watchlist and its Kusto scalar type.</summary>
public sealed record WatchlistColumn(Located<string> Name, string Type);
