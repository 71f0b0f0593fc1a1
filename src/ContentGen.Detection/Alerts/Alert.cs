using System.Collections.Immutable;

namespace ContentGen.Detection.Alerts;

/// <summary>An alert as Sentinel would show it.</summary>
/// <param name="Time">The run that raised it.</param>
/// <param name="Name">After alertDetailsOverride.</param>
/// <param name="Description">After alertDetailsOverride.</param>
/// <param name="Severity">Informational, Low, Medium or High.</param>
/// <param name="Tactics">As the API spells them.</param>
/// <param name="Entities">Those that the mappings find in its rows.</param>
/// <param name="CustomDetails">Values by key.</param>
/// <param name="Properties">Dynamic properties by name.</param>
/// <param name="Rows">The rows of the result that it stands for, by their place from 0.</param>
public sealed record Alert(
    DateTimeOffset Time,
    string Name,
    string Description,
    string Severity,
    ImmutableArray<string> Tactics,
    ImmutableArray<Entity> Entities,
    ImmutableSortedDictionary<string, ImmutableArray<string>> CustomDetails,
    ImmutableSortedDictionary<string, string> Properties,
    ImmutableArray<int> Rows);
