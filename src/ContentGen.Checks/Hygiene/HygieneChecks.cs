using System.Collections.Immutable;
using ContentGen.Checks.Rules;

namespace ContentGen.Checks.Hygiene;

/// <summary>26xx: what rots in a repository, or should never have been put there.</summary>
internal static class HygieneChecks
{
    public static ImmutableArray<IRuleCheck> All { get; } = [new Identity(), new References(), new OddCharacters(), new Secrets(), new PersonalData(), new FileConventions()];
}
