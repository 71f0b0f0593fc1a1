using System.Collections.Immutable;

namespace ContentGen.Detection.Alerts;

/// <summary>Alerts that Sentinel shows as one incident.</summary>
public sealed record Incident(ImmutableArray<Alert> Alerts);
