using System.Text.Json.Nodes;

namespace ContentGen.Emit.Tests;

/// <summary>
/// What an alert rule has to have and may have, by hand from the API's specification (2025-07-01-preview); Azure's schemas let a missing
/// query and an unknown property pass. Nothing of the emitter is used here.
/// </summary>
internal static class RuleContract
{
    private static readonly string[] Both = ["displayName", "enabled", "severity", "query", "suppressionEnabled", "suppressionDuration"];

    private static readonly string[] Schedule = ["queryFrequency", "queryPeriod", "triggerOperator", "triggerThreshold"];

    private static readonly string[] Optional =
    [
        "description", "tactics", "techniques", "subTechniques", "alertRuleTemplateName", "templateVersion", "eventGroupingSettings", "customDetails",
        "entityMappings", "sentinelEntitiesMappings", "alertDetailsOverride", "incidentConfiguration",
    ];

    public static IEnumerable<string> Faults(string kind, JsonObject properties)
    {
        string[] required = kind == "NRT" ? Both : [.. Both, .. Schedule];
        return
        [
            .. Closed("properties", properties, required, Optional),
            .. Each(properties["entityMappings"]).SelectMany(m => Closed("entityMappings", m, ["entityType", "fieldMappings"])),
            .. Each(properties["entityMappings"]).SelectMany(m => Each(m["fieldMappings"])).SelectMany(f => Closed("fieldMappings", f, ["identifier", "columnName"])),
            .. Each(properties["sentinelEntitiesMappings"]).SelectMany(m => Closed("sentinelEntitiesMappings", m, ["columnName"])),
            .. Part(properties["eventGroupingSettings"]).SelectMany(o => Closed("eventGroupingSettings", o, ["aggregationKind"])),
            .. Part(properties["alertDetailsOverride"]).SelectMany(o => Closed(
                "alertDetailsOverride", o, [],
                "alertDisplayNameFormat", "alertDescriptionFormat", "alertTacticsColumnName", "alertSeverityColumnName", "alertDynamicProperties")),
            .. Part(properties["alertDetailsOverride"]?["alertDynamicProperties"]).SelectMany(o => Closed("alertDynamicProperties", o, ["alertProperty", "value"])),
            .. Part(properties["incidentConfiguration"]).SelectMany(o => Closed("incidentConfiguration", o, ["createIncident"], "groupingConfiguration")),
            .. Part(properties["incidentConfiguration"]?["groupingConfiguration"]).SelectMany(o => Closed(
                "groupingConfiguration", o,
                ["enabled", "reopenClosedIncident", "lookbackDuration", "matchingMethod", "groupByEntities", "groupByAlertDetails", "groupByCustomDetails"])),
        ];
    }

    private static IEnumerable<string> Closed(string at, JsonObject value, string[] required, params string[] optional) =>
    [
        .. required.Where(r => !value.ContainsKey(r)).Select(r => $"{at} has no {r}"),
        .. value.Where(p => !required.Contains(p.Key) && !optional.Contains(p.Key)).Select(p => $"{at} has {p.Key}"),
        .. value.Where(p => p.Value is null).Select(p => $"{at}.{p.Key} is null"),
    ];

    private static IEnumerable<JsonObject> Each(JsonNode? list) => list is JsonArray array ? array.Select(i => i!.AsObject()) : [];

    private static IEnumerable<JsonObject> Part(JsonNode? value) => value is JsonObject part ? [part] : Each(value);
}
