using System.Text.Json.Nodes;
using System.Xml;
using ContentGen.Core.Content;
using ContentGen.Core.Text;

namespace ContentGen.Emit.Tests;

/// <summary>Compares what came back from a judge with the rule itself, value by value; a second opinion on the emitter's mapping.</summary>
internal static class RuleValues
{
    public static IEnumerable<string> Differences(Rule rule, JsonObject properties)
    {
        var incident = properties["incidentConfiguration"];
        (string What, object? Expected, object? Actual)[] pairs =
        [
            ("displayName", rule.Name?.Value, Text(properties["displayName"])),
            ("description", rule.Description?.Value, Text(properties["description"])),
            ("query", rule.Query?.Text, Text(properties["query"])),
            ("severity", rule.Severity?.Value.ToString(), Text(properties["severity"])),
            ("enabled", rule.Enabled?.Value ?? true, (bool?)properties["enabled"]),
            ("queryFrequency", rule.Kind == RuleKind.Nrt ? null : rule.QueryFrequency?.Value, Duration(properties["queryFrequency"])),
            ("queryPeriod", rule.Kind == RuleKind.Nrt ? null : rule.QueryPeriod?.Value, Duration(properties["queryPeriod"])),
            ("triggerThreshold", rule.Kind == RuleKind.Nrt ? null : rule.TriggerThreshold?.Value, (int?)properties["triggerThreshold"]),
            ("suppressionDuration", rule.SuppressionDuration?.Value ?? TimeSpan.FromHours(5), Duration(properties["suppressionDuration"])),
            ("suppressionEnabled", rule.SuppressionEnabled?.Value ?? false, (bool?)properties["suppressionEnabled"]),
            ("tactics", Join(Values(rule.Tactics).Distinct()), Join(Texts(properties["tactics"]))),
            ("techniques", Join(Values(rule.Techniques).Select(t => t[..5]).Distinct()), Join(Texts(properties["techniques"]))),
            ("subTechniques", Join(Values(rule.Techniques).Where(t => t.Length > 5).Distinct()), Join(Texts(properties["subTechniques"]))),
            ("entityMappings", Join(rule.EntityMappings.Select(Entity)), Join(List(properties["entityMappings"]).Select(Entity))),
            ("sentinelEntities", Join(Values(rule.SentinelEntities)), Join(List(properties["sentinelEntitiesMappings"]).Select(e => Text(e!["columnName"])!))),
            ("customDetails", Join(rule.CustomDetails.Select(d => d.Name.Value + d.ColumnName.Value)), Join(Members(properties["customDetails"]))),
            ("alertDisplayNameFormat", rule.AlertDetails?.DisplayNameFormat?.Value, Text(properties["alertDetailsOverride"]?["alertDisplayNameFormat"])),
            ("alertDescriptionFormat", rule.AlertDetails?.DescriptionFormat?.Value, Text(properties["alertDetailsOverride"]?["alertDescriptionFormat"])),
            ("createIncident", rule.Incident?.CreateIncident.Value, (bool?)incident?["createIncident"]),
            ("lookback", rule.Incident?.Grouping?.LookbackDuration.Value, Duration(incident?["groupingConfiguration"]?["lookbackDuration"])),
            ("aggregationKind", rule.EventGrouping?.Value.ToString(), Text(properties["eventGroupingSettings"]?["aggregationKind"])),
        ];
        return pairs.Where(p => !Equals(p.Expected, p.Actual)).Select(p => $"{p.What}: expected {p.Expected}, got {p.Actual}");
    }

    private static string Entity(EntityMapping mapping) =>
        mapping.EntityType.Value + Join(mapping.FieldMappings.Select(f => f.Identifier.Value + f.ColumnName.Value));

    private static string Entity(JsonNode? mapping) =>
        Text(mapping!["entityType"]) + Join(List(mapping["fieldMappings"]).Select(f => Text(f!["identifier"])! + Text(f["columnName"])));

    private static IEnumerable<string> Values(IEnumerable<Located<string>> texts) => texts.Select(t => t.Value);

    private static IEnumerable<string> Members(JsonNode? value) => value is JsonObject o ? o.Select(p => p.Key + Text(p.Value)) : [];

    private static JsonArray List(JsonNode? value) => value as JsonArray ?? [];

    private static IEnumerable<string> Texts(JsonNode? value) => List(value).Select(v => Text(v)!);

    private static string? Text(JsonNode? value) => value?.GetValue<string>();

    private static TimeSpan? Duration(JsonNode? value) => value is null ? null : XmlConvert.ToTimeSpan(Text(value)!);

    private static string Join(IEnumerable<string> texts) => string.Join('\u001f', texts);
}
