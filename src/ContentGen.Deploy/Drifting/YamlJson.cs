using System.Text.Json.Nodes;
using ContentGen.Core.Yaml;

namespace ContentGen.Deploy.Drifting;

/// <summary>A node of a file as JSON, its scalars as text.</summary>
internal static class YamlJson
{
    public static JsonNode Of(YamlNode node) => node switch
    {
        YamlMapping mapping => new JsonObject(mapping.Entries.Select(e => KeyValuePair.Create<string, JsonNode?>(e.Key.Value, Of(e.Value)))),
        YamlSequence list => new JsonArray([.. list.Items.Select(Of)]),
        YamlScalar scalar => JsonValue.Create(scalar.Value.Trim()),
        _ => JsonValue.Create(""),
    };
}
