using System.Text.Json.Nodes;
using ContentGen.Core.Time;

namespace ContentGen.Emit.Tests.ArmPairs;

/// <summary>
/// The form in which two resources are compared: without nulls and what is empty, durations as seconds whether they are ISO 8601 or the
/// community's, lists of words in order, texts without blanks at their ends and at the ends of their lines.
/// </summary>
internal static class PairForm
{
    private static readonly string[] Durations = ["queryFrequency", "queryPeriod", "suppressionDuration", "lookbackDuration"];

    public static JsonObject Of(JsonNode value) => Canonical(value, "") as JsonObject ?? [];

    private static JsonNode? Canonical(JsonNode? value, string name) => value switch
    {
        JsonObject o => Object(o),
        JsonArray list => List(list),
        JsonValue text when text.TryGetValue<string>(out var s) => Text(s, name),
        _ => value?.DeepClone(),
    };

    private static JsonObject? Object(JsonObject value)
    {
        var properties = value.Select(p => KeyValuePair.Create(p.Key, Canonical(p.Value, p.Key))).Where(p => p.Value is not null).OrderBy(p => p.Key, StringComparer.Ordinal).ToList();
        return properties.Count == 0 ? null : new JsonObject(properties);
    }

    private static JsonArray? List(JsonArray value)
    {
        var items = value.Select(i => Canonical(i, "")).OfType<JsonNode>().ToList();
        return items.Count == 0 ? null : new JsonArray([.. items.TrueForAll(i => i is JsonValue) ? items.OrderBy(i => i.ToString(), StringComparer.Ordinal) : items.AsEnumerable()]);
    }

    private static JsonValue? Text(string text, string name) =>
        Durations.Contains(name) && RuleDuration.TryParse(text) is { } duration ? JsonValue.Create(duration.TotalSeconds)
        : string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd())).Trim() is { Length: > 0 } trimmed ? JsonValue.Create(trimmed) : null;
}
