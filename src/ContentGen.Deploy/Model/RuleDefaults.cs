using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContentGen.Deploy.Model;

/// <summary>
/// Values of a rule that say no more than their absence: the service fills them in when they are left out, and answers without them, or
/// with them, as it likes.
/// </summary>
internal static class RuleDefaults
{
    public static void Remove(JsonObject properties)
    {
        if (properties["eventGroupingSettings"] is JsonObject grouping && Text(grouping["aggregationKind"]) is null or "SingleAlert")
        {
            _ = properties.Remove("eventGroupingSettings");
        }

        if (Text(properties["alertRuleTemplateName"]) is { } template)
        {
            properties["alertRuleTemplateName"] = template.ToLowerInvariant();
        }

        // While suppression is off its duration is a formality: the API wants one, every client writes another.
        if (!IsTrue(properties["suppressionEnabled"]))
        {
            _ = properties.Remove("suppressionEnabled");
            _ = properties.Remove("suppressionDuration");
        }

        if (properties["incidentConfiguration"] is JsonObject incident)
        {
            RemoveGrouping(incident);
            // The API creates incidents when nothing is said of them.
            if (incident.Count == 0 || (incident.Count == 1 && IsTrue(incident["createIncident"])))
            {
                _ = properties.Remove("incidentConfiguration");
            }
        }
    }

    private static void RemoveGrouping(JsonObject incident)
    {
        if (incident["groupingConfiguration"] is not JsonObject grouping)
        {
            return;
        }

        if (!IsTrue(grouping["enabled"]))
        {
            _ = incident.Remove("groupingConfiguration");
            return;
        }

        // With AllEntities and AnyAlert the lists are ignored.
        if (Text(grouping["matchingMethod"]) != "Selected")
        {
            _ = grouping.Remove("groupByEntities");
            _ = grouping.Remove("groupByAlertDetails");
            _ = grouping.Remove("groupByCustomDetails");
        }
    }

    private static bool IsTrue(JsonNode? node) => node?.GetValueKind() == JsonValueKind.True;

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
