using System.Collections.Immutable;

namespace ContentGen.Emit.Pages.Views;

/// <summary>What function.md.hbs may name.</summary>
public sealed record FunctionPage
{
    public required string Name { get; init; }

    /// <summary>The way to index.md.</summary>
    public required string IndexLink { get; init; }

    /// <summary>KQL in one line; null when it takes none.</summary>
    public string? Parameters { get; init; }

    public required string Query { get; init; }

    public ImmutableArray<ColumnView> ResultColumns { get; init; } = [];

    public ImmutableArray<string> Tables { get; init; } = [];

    public ImmutableArray<string> Functions { get; init; } = [];

    public ImmutableArray<string> Watchlists { get; init; } = [];

    /// <summary>True when there is anything to say about data.</summary>
    public bool HasData => !(Tables.IsEmpty && Functions.IsEmpty && Watchlists.IsEmpty);

    public ImmutableArray<RuleLink> UsedBy { get; init; } = [];
}
