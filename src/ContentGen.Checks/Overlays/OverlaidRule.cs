using System.Collections.Immutable;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Content;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Overlays;

/// <summary>A rule in a workspace.</summary>
/// <param name="Original">As the content has it.</param>
/// <param name="Compiled">As the workspace gets it: the same object where the overlay does not touch the rule.</param>
/// <param name="Query">How the query was changed; null when it was not.</param>
public sealed record OverlaidRule(CompiledRule Original, CompiledRule Compiled, TunedQuery? Query)
{
    /// <summary>The filters that the workspace's exclusions put into the query, in the order of its text; one may be at several places.</summary>
    public ImmutableArray<(TextSpan Span, WorkspaceExclusion Exclusion)> Filters { get; init; } = [];

    public bool IsTouched => !ReferenceEquals(Original, Compiled);

    internal OverlaidRule WithoutQuery => IsTouched ? this with { Compiled = Compiled with { Query = null, BuiltQuery = null, HuntingQueries = [] } } : this;
}
