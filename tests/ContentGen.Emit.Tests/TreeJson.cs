using System.Text.Json.Nodes;
using ContentGen.Emit.Model;

namespace ContentGen.Emit.Tests;

/// <summary>The neutral tree as JSON, to be compared with what a judge read back.</summary>
internal static class TreeJson
{
    public static JsonNode Of(ResourceValue value) => value switch
    {
        TextValue text => JsonValue.Create(text.Text),
        IntegerValue integer => JsonValue.Create(integer.Value),
        BooleanValue boolean => JsonValue.Create(boolean.Value),
        ListValue list => new JsonArray([.. list.Items.Select(Of)]),
        ObjectValue tree => new JsonObject(tree.Properties.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Name, Of(p.Value)))),
        _ => throw new InvalidOperationException(),
    };
}
