using System.Text.Json;
using System.Text.Json.Nodes;
using ContentGen.Deploy.Model;
using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Applying;

/// <summary>
/// Items of a plan as a deployment template: the resources as children of the workspace, each with its mark behind it. Strings that
/// look like expressions are escaped.
/// </summary>
internal static class PlanTemplate
{
    public static JsonObject Create(IEnumerable<PlanItem> items, string apiVersion) => new()
    {
        ["$schema"] = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        ["contentVersion"] = "1.0.0.0",
        ["parameters"] = new JsonObject { ["workspace"] = new JsonObject { ["type"] = "string" } },
        ["resources"] = new JsonArray([.. items.SelectMany(i => Resources(i, apiVersion))]),
    };

    private static IEnumerable<JsonNode> Resources(PlanItem item, string apiVersion)
    {
        var (type, provider, version) = item.Kind switch
        {
            ResourceKind.AnalyticsRule => ("providers/alertRules", "Microsoft.SecurityInsights/", apiVersion),
            ResourceKind.Watchlist => ("providers/watchlists", "Microsoft.SecurityInsights/", apiVersion),
            _ => ("savedSearches", "", ResourcePaths.SavedSearches),
        };
        if (item.Body is { } body)
        {
            var resource = Resource(type, version, provider + item.Id);
            foreach (var (name, value) in body)
            {
                resource[name] = Escape(value);
            }

            yield return resource;
        }

        if (item is { Mark: MarkChange.Write, MarkBody: { } mark })
        {
            var resource = Resource("providers/metadata", apiVersion, "Microsoft.SecurityInsights/" + ResourcePaths.MarkName(item.Kind, item.Id));
            resource["properties"] = Escape(mark["properties"]);
            if (item.Body is not null)
            {
                var names = string.Concat($"{provider}{item.Id}".Split('/').Select(n => $",'{n}'"));
                resource["dependsOn"] = new JsonArray($"[resourceId('Microsoft.OperationalInsights/workspaces/{type}',parameters('workspace'){names})]");
            }

            yield return resource;
        }
    }

    private static JsonObject Resource(string type, string apiVersion, string name) => new()
    {
        ["type"] = $"Microsoft.OperationalInsights/workspaces/{type}",
        ["apiVersion"] = apiVersion,
        ["name"] = $"[concat(parameters('workspace'),'/{name.Replace("'", "''", StringComparison.Ordinal)}')]",
    };

    // A string from '[' to ']' would be an expression; a second '[' makes it a literal. So it is with names.
    private static JsonNode? Escape(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(Escape(p.Key), Escape(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Escape)]),
        JsonValue v when v.GetValueKind() == JsonValueKind.String => JsonValue.Create(Escape(v.GetValue<string>())),
        _ => node?.DeepClone(),
    };

    private static string Escape(string text) => text is ['[', .., ']'] ? "[" + text : text;
}
