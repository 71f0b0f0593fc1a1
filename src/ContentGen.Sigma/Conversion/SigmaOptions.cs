namespace ContentGen.Sigma.Conversion;

/// <summary>How to convert.</summary>
public sealed record SigmaOptions
{
    public static readonly SigmaOptions Default = new();

    /// <summary>has as a regular expression of its own (exact) instead of contains (widened).</summary>
    public bool ExactTerms { get; init; }
}
