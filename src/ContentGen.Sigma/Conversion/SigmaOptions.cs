using System.Collections.Immutable;

namespace ContentGen.Sigma.Conversion;

/// <summary>How to convert.</summary>
public sealed record SigmaOptions
{
    public static readonly SigmaOptions Default = new();

    /// <summary>What a workspace leaves out, in the order of the query.</summary>
    public ImmutableArray<SigmaExclusion> Exclusions { get; init; } = [];

    /// <summary>has as a regular expression of its own (exact) instead of contains (widened).</summary>
    public bool ExactTerms { get; init; }
}
