namespace ContentGen.Deploy.Model;

/// <summary>
/// Kinds of content in a workspace, in the order in which they are deployed: what rules call comes before the rules. The names are
/// those of Sentinel's metadata (its <c>kind</c>).
/// </summary>
public enum ResourceKind
{
    Watchlist,

    /// <summary>A function: a saved search with an alias.</summary>
    Parser,

    AnalyticsRule,

    /// <summary>A saved search of the category Hunting Queries.</summary>
    HuntingQuery,
}
