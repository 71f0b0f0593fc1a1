using System.Collections.Immutable;
using ContentGen.Checks.Overlays;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Compilation;

/// <summary>A rule with its bound queries and everything that was found in its file.</summary>
/// <param name="Rule">The rule as written.</param>
/// <param name="Query">Its query as written; null when the rule has none.</param>
/// <param name="HuntingQueries">One for each of <see cref="Rule.HuntingQueries"/>, in order.</param>
/// <param name="Diagnostics">All findings of the file, in the order of the file.</param>
public sealed record CompiledRule(Rule Rule, BoundQuery? Query, ImmutableArray<BoundQuery> HuntingQueries, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>How the exclusions of the rule's own false positives change the query; null when it has none.</summary>
    public TunedQuery? Tuning { get; init; }

    /// <summary>The rule as it is built: its query has the exclusions of its own false positives in it.</summary>
    public Rule Built => Tuning is null ? Rule : Rule with { Query = Tuning.Of(Rule.Query!) };

    /// <summary>The query of <see cref="Built"/>.</summary>
    public BoundQuery? BuiltQuery { get; init; } = Query;

    /// <summary>What its query needs of a workspace, as it is built; known also of a rule whose findings were recalled and which comes without its bound query.</summary>
    public QueryUses Uses { get; init; } = QueryUses.Of(Query);

    /// <summary>Only a rule without errors becomes an artifact.</summary>
    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);
}
