using System.Collections.Immutable;
using ContentGen.Checks.Rules;

namespace ContentGen.Checks.Tuning;

/// <summary>40xx: how a rule is adapted to a workspace.</summary>
internal static class TuningChecks
{
    public static ImmutableArray<IRuleCheck> All { get; } = [new FalsePositiveTuning(), new ParameterTypes()];
}
