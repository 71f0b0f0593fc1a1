namespace ContentGen.Kusto.Engine.Closing;

/// <summary>Where rows come from whose columns no schema lists in full. The name of a watchlist is its alias.</summary>
internal readonly record struct OpenSource(OpenSourceKind Kind, string Name);
