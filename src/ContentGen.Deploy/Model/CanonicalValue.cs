using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using ContentGen.Core.Time;

namespace ContentGen.Deploy.Model;

/// <summary>
/// A value of a resource in the one form that values are compared in: no nulls and no empty lists or objects, names in ordinal order,
/// lists as sets, durations as ISO 8601, words of enumerations as the specification writes them, line feeds only and none at the end of a text. All lists of these resources are sets.
/// </summary>
internal static class CanonicalValue
{
    private static readonly HashSet<string> Durations = new(StringComparer.Ordinal) { "queryFrequency", "queryPeriod", "suppressionDuration", "lookbackDuration", "defaultDuration" };

    /// <summary>Null when nothing of the value counts.</summary>
    public static JsonNode? Of(string name, JsonElement value, IReadOnlyDictionary<string, HashSet<string>> known) => value.ValueKind switch
    {
        JsonValueKind.Object => Object(name, value, known),
        JsonValueKind.Array => List(name, value, known),
        JsonValueKind.String => Text(name, value.GetString()!),
        JsonValueKind.Number => value.TryGetDecimal(out var number) ? JsonValue.Create(number / 1.000000000000000000000000000000000m) : JsonValue.Create(value.GetRawText()),
        JsonValueKind.True or JsonValueKind.False => JsonValue.Create(value.GetBoolean()),
        _ => null,
    };

    /// <summary>The whole value, with durations and words of enumerations as requests have to spell them: the service may answer what it would not take.</summary>
    public static JsonNode? Spelled(string name, JsonNode? value) => value switch
    {
        JsonObject properties => new JsonObject(properties.Select(p => KeyValuePair.Create(p.Key, Spelled(p.Key, p.Value)))),
        JsonArray items => new JsonArray([.. items.Select(i => Spelled(name, i))]),
        JsonValue text when text.TryGetValue<string>(out var word) => JsonValue.Create(Durations.Contains(name) ? Duration(word) : ApiWords.Of(name, word)),
        _ => value?.DeepClone(),
    };

    private static JsonObject? Object(string name, JsonElement value, IReadOnlyDictionary<string, HashSet<string>> known)
    {
        // What the service adds of its own is not compared.
        var names = known.GetValueOrDefault(name);
        var properties = value.EnumerateObject()
            .Where(p => names is null || names.Contains(p.Name))
            .Select(p => (p.Name, Value: Of(p.Name, p.Value, known)))
            .Where(p => p.Value is not null)
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .ToList();
        return properties.Count == 0 ? null : new JsonObject(properties.Select(p => KeyValuePair.Create(p.Name, p.Value)));
    }

    private static JsonArray? List(string name, JsonElement value, IReadOnlyDictionary<string, HashSet<string>> known)
    {
        var items = value.EnumerateArray().Select(i => Of(name, i, known)).OfType<JsonNode>()
            .Select(i => (Node: i, Text: i.ToJsonString()))
            .OrderBy(i => i.Text, StringComparer.Ordinal)
            .DistinctBy(i => i.Text, StringComparer.Ordinal)
            .ToList();
        return items.Count == 0 ? null : new JsonArray([.. items.Select(i => i.Node)]);
    }

    private static JsonValue? Text(string name, string text)
    {
        if (Durations.Contains(name))
        {
            return JsonValue.Create(Duration(text));
        }

        text = ApiWords.Of(name, text).ReplaceLineEndings("\n").TrimEnd();
        return text.Length == 0 ? null : JsonValue.Create(text);
    }

    // The service answers as it was asked, in ISO 8601; other clients send what .NET prints.
    private static string Duration(string text) =>
        RuleDuration.TryParse(text) is { } iso ? XmlConvert.ToString(iso)
        : TimeSpan.TryParseExact(text, ["c", @"d\.hh\:mm\:ss", @"hh\:mm\:ss"], CultureInfo.InvariantCulture, out var span) ? XmlConvert.ToString(span)
        : text;
}
