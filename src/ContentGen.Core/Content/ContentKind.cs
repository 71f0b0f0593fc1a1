namespace ContentGen.Core.Content;

/// <summary>
/// The kinds of content that become resources of a workspace, in the order in which they are deployed: what others use comes first.
/// </summary>
public enum ContentKind
{
    Watchlist,

    /// <summary>A function of the workspace: a saved search with an alias.</summary>
    Function,

    Rule,

    /// <summary>A saved search of the category Hunting Queries.</summary>
    HuntingQuery,
}
