using System.Collections.Immutable;

namespace ContentGen.Emit.Pages.Views;

/// <summary>What index.md.hbs may name.</summary>
public sealed record IndexPage(int Count, ImmutableArray<IndexRow> Rules)
{
    public ImmutableArray<IndexRow> HuntingQueries { get; init; } = [];

    public ImmutableArray<RuleLink> Functions { get; init; } = [];

    public ImmutableArray<RuleLink> Watchlists { get; init; } = [];
}
