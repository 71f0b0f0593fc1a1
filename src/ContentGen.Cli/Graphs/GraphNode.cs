namespace ContentGen.Cli.Graphs;

/// <summary>Something that queries use, or that has a query.</summary>
/// <param name="Kind">rule, hunting-query, function, watchlist, table or feed.</param>
/// <param name="Id">The id of a rule or hunting query, the alias of a watchlist, the address of a feed, else a name.</param>
/// <param name="Name">What people call it.</param>
/// <param name="File">The file of the content that it is in; null for what the workspace or the world has.</param>
internal sealed record GraphNode(string Kind, string Id, string Name, string? File)
{
    /// <summary>Which node is meant: unique in a graph.</summary>
    public string Key => $"{Kind}:{Id}";
}
