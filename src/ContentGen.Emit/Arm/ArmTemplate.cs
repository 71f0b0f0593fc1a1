using System.Text.Json;
using ContentGen.Core.Content;
using ContentGen.Emit.Layout;
using ContentGen.Emit.Model;

namespace ContentGen.Emit.Arm;

/// <summary>
/// Deployment templates of content, as children of the workspace: Sentinel's Repositories feature accepts no other form, and the
/// portal exports this one.
/// </summary>
public static class ArmTemplate
{
    private const string Workspace = "Microsoft.OperationalInsights/workspaces";

    private const string Provider = "Microsoft.SecurityInsights";

    /// <summary>One template with all the resources, UTF-8. One waits for those among them that it depends on.</summary>
    public static ReadOnlyMemory<byte> Print(IEnumerable<ContentResource> resources) => ArtifactJson.Print(writer =>
    {
        var all = resources.ToList();
        var keys = all.Select(r => r.Key).ToHashSet();
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#");
        writer.WriteString("contentVersion", "1.0.0.0");
        WriteParameters(writer);
        writer.WriteStartArray("resources");
        foreach (var resource in all)
        {
            WriteResource(writer, resource, keys);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    // Repositories passes the workspace's name to a parameter of this name.
    private static void WriteParameters(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("parameters");
        writer.WriteStartObject("workspace");
        writer.WriteString("type", "string");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteResource(Utf8JsonWriter writer, ContentResource resource, HashSet<ResourceKey> inTemplate)
    {
        writer.WriteStartObject();
        writer.WriteString("type", TypeOf(resource.Kind));
        writer.WriteString("apiVersion", resource.ApiVersion);
        writer.WriteString("name", $"[concat(parameters('workspace'),{ArmLiteral.Quote(resource.IsSavedSearch ? "/" + resource.Name : $"/{Provider}/{resource.Name}")})]");
        if (resource.Variant is not null)
        {
            writer.WriteString("kind", resource.Variant);
        }

        if (resource.IsSavedSearch)
        {
            // Without it, a saved search that is already there is a conflict (OperationalInsights' specification of etag).
            writer.WriteString("etag", "*");
        }

        var before = resource.DependsOn.Where(inTemplate.Contains).ToList();
        if (before.Count > 0)
        {
            writer.WriteStartArray("dependsOn");
            before.ForEach(k => writer.WriteStringValue(IdOf(k)));
            writer.WriteEndArray();
        }

        writer.WritePropertyName("properties");
        WriteValue(writer, resource.Properties);
        writer.WriteEndObject();
    }

    private static string TypeOf(ContentKind kind) => kind switch
    {
        ContentKind.Rule => $"{Workspace}/providers/alertRules",
        ContentKind.Watchlist => $"{Workspace}/providers/Watchlists",
        _ => $"{Workspace}/savedSearches",
    };

    private static string IdOf(ResourceKey key)
    {
        var provider = key.Kind is ContentKind.Rule or ContentKind.Watchlist ? $"'{Provider}'," : "";
        return $"[resourceId('{TypeOf(key.Kind)}',parameters('workspace'),{provider}{ArmLiteral.Quote(key.Name)})]";
    }

    internal static void WriteValue(Utf8JsonWriter writer, ResourceValue value)
    {
        switch (value)
        {
            case TextValue text:
                writer.WriteStringValue(ArmLiteral.Escape(text.Text));
                break;
            case IntegerValue integer:
                writer.WriteNumberValue(integer.Value);
                break;
            case BooleanValue boolean:
                writer.WriteBooleanValue(boolean.Value);
                break;
            case ListValue list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    WriteValue(writer, item);
                }

                writer.WriteEndArray();
                break;
            case ObjectValue properties:
                writer.WriteStartObject();
                foreach (var (name, item) in properties.Properties)
                {
                    // A property name may be an expression too.
                    writer.WritePropertyName(ArmLiteral.Escape(name));
                    WriteValue(writer, item);
                }

                writer.WriteEndObject();
                break;
        }
    }
}
