using System.Collections.Immutable;
using ContentGen.Checks.Rules;

namespace ContentGen.Checks.QuerySense;

/// <summary>35xx: queries that run, but not to the purpose.</summary>
internal static class QuerySenseChecks
{
    public static ImmutableArray<IRuleCheck> All { get; } =
    [
        new UnusedLets(), new ConstantPredicates(), new PointlessSorts(), new ArbitraryRows(), new SearchEverywhere(), new SubstringSearch(),
        new LateFilters(), new DefaultJoins(), new EstimatedCounts(), new CaseSensitiveEvidence(),
        new DeclaredData(), new DeclaredSources(), new UnrelatedTimes(), new SeveralResults(), new ResultAndSources(),
    ];
}
