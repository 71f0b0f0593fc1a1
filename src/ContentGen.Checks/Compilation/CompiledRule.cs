using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Compilation;

/// <summary>A rule with its bound queries and everything that was found in its file.</summary>
/// <param name="Rule">The rule as written.</param>
/// <param name="Query">Null when the rule has no query.</param>
/// <param name="HuntingQueries">One for each of <see cref="Rule.HuntingQueries"/>, in order.</param>
/// <param name="Diagnostics">All findings of the file, in the order of the file.</param>
public sealed record CompiledRule(Rule Rule, BoundQuery? Query, ImmutableArray<BoundQuery> HuntingQueries, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>What its query needs of a workspace; known also of a rule whose findings were recalled and which comes without its bound query.</summary>
    public QueryUses Uses { get; init; } = QueryUses.Of(Query);

    /// <summary>Only a rule without errors becomes an artifact.</summary>
    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);
}
