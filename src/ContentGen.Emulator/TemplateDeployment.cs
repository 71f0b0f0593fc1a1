using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ContentGen.Emulator;

/// <summary>Resource Manager's part: a template's resources become requests, one after the other. Knows the expressions that name our resources.</summary>
internal sealed partial class TemplateDeployment(Func<string, string, JsonObject, EmulatorResponse> put)
{
    /// <summary>Deploys; returns the resource ids that were written, and the error that ended it.</summary>
    public (List<string> Written, JsonObject? Error) Run(string resourceGroup, JsonObject properties)
    {
        var written = new List<string>();
        var workspace = properties["parameters"]?["workspace"]?["value"]?.GetValue<string>();
        foreach (var resource in properties["template"]?["resources"]?.AsArray().OfType<JsonObject>() ?? [])
        {
            var type = resource["type"]?.GetValue<string>() ?? "";
            var name = Name().Match(resource["name"]?.GetValue<string>() ?? "");
            if (workspace is null || !name.Success || !type.StartsWith("Microsoft.OperationalInsights/workspaces/", StringComparison.OrdinalIgnoreCase))
            {
                return (written, Failed("InvalidTemplate", $"the emulator does not know the resource {resource["name"]} of type {type}"));
            }

            var scope = $"{resourceGroup}/providers/Microsoft.OperationalInsights/workspaces/{workspace}";
            var collection = type[(type.LastIndexOf('/') + 1)..];
            var path = name.Groups["provider"].Success
                ? $"{scope}/providers/Microsoft.SecurityInsights/{collection}/{name.Groups["name"].Value}"
                : $"{scope}/{collection}/{name.Groups["name"].Value}";
            var body = new JsonObject { ["properties"] = Literal(resource["properties"], scope) };
            if (resource["kind"] is { } kind)
            {
                body["kind"] = kind.DeepClone();
            }

            var answer = put(path, resource["apiVersion"]?.GetValue<string>() ?? "", body);
            if (answer.Status >= 300)
            {
                // The inner error is text again: that is how Resource Manager wraps it.
                return (written, Failed(answer.Body!["error"]!["code"]!.GetValue<string>(), answer.Body!.ToJsonString()));
            }

            written.Add(path);
        }

        return (written, null);
    }

    private static JsonObject Failed(string code, string message) => new()
    {
        ["code"] = "DeploymentFailed",
        ["message"] = "At least one resource deployment operation failed. Please list deployment operations for details. Please see https://aka.ms/arm-debug for usage details.",
        ["details"] = new JsonArray(new JsonObject { ["code"] = code, ["message"] = message }),
    };

    private static JsonNode? Literal(JsonNode? node, string scope) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(Unescape(p.Key, scope), Literal(p.Value, scope)))),
        JsonArray a => new JsonArray([.. a.Select(i => Literal(i, scope))]),
        JsonValue v when v.GetValueKind() == JsonValueKind.String => JsonValue.Create(Unescape(v.GetValue<string>(), scope)),
        _ => node?.DeepClone(),
    };

    private static string Unescape(string text, string scope)
    {
        if (text is not ['[', .., ']'])
        {
            return text;
        }

        var parent = Parent().Match(text);
        return parent.Success ? $"{scope}{parent.Groups["rest"].Value}" : text.StartsWith("[[", StringComparison.Ordinal) ? text[1..] : text;
    }

    [GeneratedRegex(@"\A\[concat\(parameters\('workspace'\), ?'/(?<provider>Microsoft\.SecurityInsights/)?(?<name>[^'/]+)'\)\]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\A\[concat\(resourceId\('Microsoft\.OperationalInsights/workspaces', ?parameters\('workspace'\)\), ?'(?<rest>/[^']*)'\)\]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Parent();
}
