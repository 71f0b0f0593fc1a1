using System.Text.Json;
using ContentGen.Emit.Layout;
using ContentGen.Emit.Model;

namespace ContentGen.Emit.Arm;

/// <summary>
/// Deployment templates of alert rules, as children of the workspace: Sentinel's Repositories feature accepts no other form, and the
/// portal exports this one.
/// </summary>
public static class ArmTemplate
{
    private const string ResourceType = "Microsoft.OperationalInsights/workspaces/providers/alertRules";

    /// <summary>One template with all the rules, UTF-8.</summary>
    public static ReadOnlyMemory<byte> Print(IEnumerable<AlertRuleResource> rules) => ArtifactJson.Print(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#");
        writer.WriteString("contentVersion", "1.0.0.0");
        WriteParameters(writer);
        writer.WriteStartArray("resources");
        foreach (var rule in rules)
        {
            WriteRule(writer, rule);
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

    private static void WriteRule(Utf8JsonWriter writer, AlertRuleResource rule)
    {
        writer.WriteStartObject();
        writer.WriteString("type", ResourceType);
        writer.WriteString("apiVersion", rule.ApiVersion);
        writer.WriteString("name", $"[concat(parameters('workspace'),{ArmLiteral.Quote("/Microsoft.SecurityInsights/" + rule.Name)})]");
        writer.WriteString("kind", rule.Kind);
        writer.WritePropertyName("properties");
        WriteValue(writer, rule.Properties);
        writer.WriteEndObject();
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
