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
    public static JsonObject Create(IEnumerable<PlanItem> items, string apiVersion)
    {
        var all = items.ToList();
        return new JsonObject
        {
            ["$schema"] = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
            ["contentVersion"] = "1.0.0.0",
            ["parameters"] = new JsonObject { ["workspace"] = new JsonObject { ["type"] = "string" } },
            ["resources"] = new JsonArray([.. all.SelectMany(i => Resources(i, all, apiVersion))]),
        };
    }

    public static int ResourcesOf(JsonObject template) => template["resources"]!.AsArray().Count;

    private static IEnumerable<JsonNode> Resources(PlanItem item, List<PlanItem> all, string apiVersion)
    {
        if (item.Body is { } body)
        {
            var resource = Resource(Type(item.Kind), item.Kind is ResourceKind.Parser or ResourceKind.HuntingQuery ? ResourcePaths.SavedSearches : apiVersion, Name(item));
            foreach (var (name, value) in body)
            {
                resource[name] = Escape(value);
            }

            if (all.Where(o => IsCalledBy(o, item)).Select(IdOf).ToArray() is { Length: > 0 } called)
            {
                resource["dependsOn"] = new JsonArray([.. called.Select(c => JsonValue.Create(c))]);
            }

            yield return resource;
        }

        if (item is { Mark: MarkChange.Write, MarkBody: { } mark })
        {
            var resource = Resource("providers/metadata", apiVersion, "Microsoft.SecurityInsights/" + ResourcePaths.MarkName(item.Kind, item.Id));
            resource["properties"] = Escape(mark["properties"]);
            if (item.Body is not null)
            {
                resource["dependsOn"] = new JsonArray(IdOf(item));
            }

            yield return resource;
        }
    }

    private static string Type(ResourceKind kind) => kind switch
    {
        ResourceKind.AnalyticsRule => "providers/alertRules",
        ResourceKind.Watchlist => "providers/watchlists",
        _ => "savedSearches",
    };

    private static string Name(PlanItem item) => item.Kind is ResourceKind.AnalyticsRule or ResourceKind.Watchlist ? $"Microsoft.SecurityInsights/{item.Address}" : item.Address;

    private static string IdOf(PlanItem item) =>
        $"[resourceId('Microsoft.OperationalInsights/workspaces/{Type(item.Kind)}',parameters('workspace'){string.Concat(Name(item).Split('/').Select(n => $",'{n.Replace("'", "''", StringComparison.Ordinal)}'"))})]";

    // Resource Manager writes everything at once unless told what waits for what. Whose name stands in the query might be called by it;
    // waiting for one too many does no harm.
    private static bool IsCalledBy(PlanItem other, PlanItem item) =>
        other.Body is not null && other.Kind is ResourceKind.Parser or ResourceKind.Watchlist && item.Kind is ResourceKind.AnalyticsRule or ResourceKind.HuntingQuery
        && Text(item.Body, "query") is { } query && query.Contains(Text(other.Body, "functionAlias") ?? other.Address, StringComparison.OrdinalIgnoreCase);

    private static string? Text(JsonObject? body, string name) => body?["properties"]?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

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
