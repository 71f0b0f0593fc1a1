using System.Collections.Immutable;

namespace ContentGen.Checks.Telemetry;

/// <summary>Everything that a test gives its rule to look at.</summary>
/// <param name="Now">The time of the last run.</param>
/// <param name="Tables">In the order of the file.</param>
public sealed record TestTelemetry(DateTimeOffset Now, ImmutableArray<TelemetryTable> Tables);
