using System.Collections.Immutable;

namespace ContentGen.Core.Formatting;

/// <summary>The order in which a rule's keys are written: the community's, then ours.</summary>
internal static class KeyOrder
{
    private static readonly ImmutableArray<string> Keys =
    [
        "id", "name", "description", "severity", "status", "requiredDataConnectors", "kind", "queryFrequency", "queryPeriod", "triggerOperator",
        "triggerThreshold", "tactics", "relevantTechniques", "query", "entityMappings", "sentinelEntitiesMappings", "customDetails",
        "alertDetailsOverride", "eventGroupingSettings", "incidentConfiguration", "suppressionEnabled", "suppressionDuration", "enabled", "tags",
        "metadata", "version", "alertRuleTemplateName", "templateVersion",
        "confidence", "environment", "dataSources", "references", "owner", "falsePositives", "parameters", "tests", "huntingQueries",
        "investigation", "response", "related", "supersedes", "deprecated", "suppress",
    ];

    private static readonly ImmutableDictionary<string, int> Places =
        Keys.Select((k, i) => (k, i)).Concat([("techniques", Keys.IndexOf("relevantTechniques")), ("displayName", Keys.IndexOf("name"))])
            .ToImmutableDictionary(p => p.Item1, p => p.Item2, StringComparer.Ordinal);

    /// <summary>The place of a key; one that the format does not know stands behind all others.</summary>
    public static int Of(string key) => Places.GetValueOrDefault(key, Keys.Length);
}
