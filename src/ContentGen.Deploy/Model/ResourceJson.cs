using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using ContentGen.Emit.Model;

namespace ContentGen.Deploy.Model;

/// <summary>What the emitters know of a resource, as the JSON that the service takes.</summary>
public static class ResourceJson
{
    public static JsonObject Of(ContentResource resource)
    {
        var body = new JsonObject();
        if (resource.Variant is { } kind)
        {
            body["kind"] = kind;
        }

        body["properties"] = Of(resource.Properties);
        return body;
    }

    [SuppressMessage("Style", "IDE0072", Justification = "ResourceValue is closed; these are all of its cases.")]
    public static JsonNode Of(ResourceValue value) => value switch
    {
        TextValue text => JsonValue.Create(text.Text),
        IntegerValue integer => JsonValue.Create(integer.Value),
        BooleanValue boolean => JsonValue.Create(boolean.Value),
        ListValue list => new JsonArray([.. list.Items.Select(Of)]),
        ObjectValue properties => new JsonObject(properties.Properties.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Name, Of(p.Value)))),
        _ => throw new InvalidOperationException($"{value.GetType().Name} is no value of a resource"),
    };
}
