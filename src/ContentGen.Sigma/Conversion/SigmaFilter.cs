using System.Collections.Immutable;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Conversion;

/// <summary>
/// An exclusion as Sigma filter documents, one for each log source of the rule. Without <see cref="Yaml"/> there is none, and
/// <see cref="Reasons"/> says why: a filter may hide less than the exclusion does, never more.
/// </summary>
public sealed record SigmaFilter(SigmaExclusion Exclusion, string? Yaml, Relation Verdict, ImmutableArray<LeafReport> Leaves, ImmutableArray<string> Reasons)
{
    /// <summary>exact, narrowed or not-convertible.</summary>
    public string VerdictWord => Yaml is null ? "not-convertible" : Relations.Word(Verdict);
}
