using System.Collections.Immutable;

namespace ContentGen.Emit.Pages.Views;

/// <summary>What watchlist.md.hbs may name. Rows are not shown: they name people and machines.</summary>
public sealed record WatchlistPage
{
    public required string Title { get; init; }

    public required string Alias { get; init; }

    /// <summary>The way to index.md.</summary>
    public required string IndexLink { get; init; }

    public string? Description { get; init; }

    public required string SearchKey { get; init; }

    public ImmutableArray<ColumnView> Columns { get; init; } = [];

    public required int RowCount { get; init; }

    public ImmutableArray<RuleLink> UsedBy { get; init; } = [];
}
