using System.Collections.Immutable;
using ContentGen.Checks.Rules;

namespace ContentGen.Checks.Testing;

/// <summary>41xx: detection tests that cannot say what they are meant to say.</summary>
internal static class TestingChecks
{
    public static ImmutableArray<IRuleCheck> All { get; } = [new BothVerdicts(), new SignalCarriers(), new AtomicReferences(), new TelemetryTables(), new TelemetryCells()];
}
