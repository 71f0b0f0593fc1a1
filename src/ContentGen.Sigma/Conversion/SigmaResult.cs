using System.Collections.Immutable;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Conversion;

/// <summary>A converted query. Without <see cref="Yaml"/> it cannot be converted, and <see cref="Reasons"/> says why.</summary>
public sealed record SigmaResult
{
    /// <summary>One or more YAML documents, each with LF at the end.</summary>
    public string? Yaml { get; init; }

    public Relation Verdict { get; init; }

    public ImmutableArray<LeafReport> Leaves { get; init; } = [];

    /// <summary>What became of <see cref="SigmaOptions.Exclusions"/>, in their order.</summary>
    public ImmutableArray<SigmaFilter> Filters { get; init; } = [];

    /// <summary>Codes with their text, for a query that is not convertible.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>exact, widened, narrowed, approximate or not-convertible.</summary>
    public string VerdictWord => Yaml is null ? "not-convertible" : Relations.Word(Verdict);
}
