using System.Collections.Immutable;
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
    public static ReadOnlyMemory<byte> Print(IEnumerable<ContentResource> resources) => Print([.. resources], []);

    /// <param name="resources">The resources; all of them have the parameters.</param>
    /// <param name="parameters">Properties whose values are parameters of the template; the resource's own values are the defaults.</param>
    public static ReadOnlyMemory<byte> Print(ImmutableArray<ContentResource> resources, ImmutableArray<string> parameters) => ArtifactJson.Print(writer =>
    {
        var keys = resources.Select(r => r.Key).ToHashSet();
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#");
        writer.WriteString("contentVersion", "1.0.0.0");
        WriteParameters(writer, resources.SelectMany(r => r.Properties.Properties).Where(p => parameters.Contains(p.Name)));
        writer.WriteStartArray("resources");
        foreach (var resource in resources)
        {
            WriteResource(writer, resource, keys, parameters);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    // Repositories passes the workspace's name to a parameter of this name.
    private static void WriteParameters(Utf8JsonWriter writer, IEnumerable<ResourceProperty> parameters)
    {
        writer.WriteStartObject("parameters");
        writer.WriteStartObject("workspace");
        writer.WriteString("type", "string");
        writer.WriteEndObject();
        foreach (var (name, value) in parameters)
        {
            writer.WriteStartObject(name);
            writer.WriteString("type", TypeOf(value));
            writer.WritePropertyName("defaultValue");
            WriteValue(writer, value);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static string TypeOf(ResourceValue value) => value switch
    {
        IntegerValue => "int",
        BooleanValue => "bool",
        ListValue => "array",
        ObjectValue => "object",
        _ => "string",
    };

    private static void WriteResource(Utf8JsonWriter writer, ContentResource resource, HashSet<ResourceKey> inTemplate, ImmutableArray<string> parameters)
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

        writer.WriteStartObject("properties");
        foreach (var (name, value) in resource.Properties.Properties)
        {
            writer.WritePropertyName(ArmLiteral.Escape(name));
            if (parameters.Contains(name))
            {
                writer.WriteStringValue($"[parameters({ArmLiteral.Quote(name)})]");
            }
            else
            {
                WriteValue(writer, value);
            }
        }

        writer.WriteEndObject();
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

    // With escape, texts and names that look like expressions are written so that they stay texts.
    internal static void WriteValue(Utf8JsonWriter writer, ResourceValue value, bool escape = true)
    {
        switch (value)
        {
            case TextValue text:
                writer.WriteStringValue(escape ? ArmLiteral.Escape(text.Text) : text.Text);
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
                    WriteValue(writer, item, escape);
                }

                writer.WriteEndArray();
                break;
            case ObjectValue properties:
                writer.WriteStartObject();
                foreach (var (name, item) in properties.Properties)
                {
                    // A property name may be an expression too.
                    writer.WritePropertyName(escape ? ArmLiteral.Escape(name) : name);
                    WriteValue(writer, item, escape);
                }

                writer.WriteEndObject();
                break;
        }
    }
}
