namespace ContentGen.Deploy.Model;

/// <summary>
/// The properties that a client may write, by the object that has them (SecurityInsights 2025-07-01-preview, OperationalInsights
/// 2025-07-01). Whatever else an answer holds is the service's own. Objects that are not listed have names of the user's choice.
/// </summary>
internal static class KnownProperties
{
    public static readonly IReadOnlyDictionary<string, HashSet<string>> Names = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal)
    {
        [nameof(ResourceKind.AnalyticsRule)] = Set(
            "displayName", "description", "enabled", "severity", "query", "queryFrequency", "queryPeriod", "triggerOperator", "triggerThreshold",
            "suppressionEnabled", "suppressionDuration", "tactics", "techniques", "subTechniques", "alertRuleTemplateName", "templateVersion",
            "eventGroupingSettings", "customDetails", "entityMappings", "sentinelEntitiesMappings", "alertDetailsOverride", "incidentConfiguration"),
        ["eventGroupingSettings"] = Set("aggregationKind"),
        ["entityMappings"] = Set("entityType", "fieldMappings"),
        ["fieldMappings"] = Set("identifier", "columnName"),
        ["sentinelEntitiesMappings"] = Set("columnName"),
        ["alertDetailsOverride"] = Set("alertDisplayNameFormat", "alertDescriptionFormat", "alertTacticsColumnName", "alertSeverityColumnName", "alertDynamicProperties"),
        ["alertDynamicProperties"] = Set("alertProperty", "value"),
        ["incidentConfiguration"] = Set("createIncident", "groupingConfiguration"),
        ["groupingConfiguration"] = Set(
            "enabled", "reopenClosedIncident", "lookbackDuration", "matchingMethod", "groupByEntities", "groupByAlertDetails", "groupByCustomDetails"),
        [nameof(ResourceKind.Parser)] = Set("category", "displayName", "query", "functionAlias", "functionParameters", "tags"),
        [nameof(ResourceKind.HuntingQuery)] = Set("category", "displayName", "query", "tags"),
        ["tags"] = Set("name", "value"),
        // The rows of a watchlist do not come back: see WatchlistRows.
        [nameof(ResourceKind.Watchlist)] = Set("displayName", "description", "itemsSearchKey"),
    };

    private static HashSet<string> Set(params string[] names) => new(names, StringComparer.Ordinal);
}
