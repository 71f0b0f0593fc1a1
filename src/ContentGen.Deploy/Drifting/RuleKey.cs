using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentGen.Core.Time;

namespace ContentGen.Deploy.Drifting;

/// <summary>The key of a rule's file that holds a property of the resource, and how its value is written there.</summary>
/// <param name="Name">The key.</param>
/// <param name="Alias">Another name that files have for it.</param>
/// <param name="Write">The value as text, given the value that is there; null when it cannot be.</param>
internal sealed record RuleKey(string Name, string? Alias, Func<JsonNode, string, string?> Write)
{
    private static readonly Dictionary<string, RuleKey> Keys = new(StringComparer.Ordinal)
    {
        ["displayName"] = new("name", "displayName", Text),
        ["description"] = new("description", null, Text),
        ["severity"] = new("severity", null, Text),
        ["enabled"] = new("enabled", null, Boolean),
        ["query"] = new("query", null, Text),
        ["queryFrequency"] = new("queryFrequency", null, Duration),
        ["queryPeriod"] = new("queryPeriod", null, Duration),
        ["triggerOperator"] = new("triggerOperator", null, Operator),
        ["triggerThreshold"] = new("triggerThreshold", null, Number),
        ["suppressionEnabled"] = new("suppressionEnabled", null, Boolean),
        ["suppressionDuration"] = new("suppressionDuration", null, Duration),
    };

    public static RuleKey? Of(string path) => Keys.GetValueOrDefault(path);

    private static string? Text(JsonNode value, string old) => value is JsonValue v && v.TryGetValue<string>(out var text) ? text : null;

    private static string? Boolean(JsonNode value, string old) => value.GetValueKind() switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    private static string? Number(JsonNode value, string old) => value.GetValueKind() == JsonValueKind.Number ? value.ToJsonString() : null;

    private static string? Operator(JsonNode value, string old) => Text(value, old) switch
    {
        { } word when old.Length > 2 => word,
        "GreaterThan" => "gt",
        "LessThan" => "lt",
        "Equal" => "eq",
        "NotEqual" => "ne",
        _ => null,
    };

    // As the file writes durations: ISO 8601 where it does, else 1d2h3m.
    private static string? Duration(JsonNode value, string old)
    {
        if (Text(value, old) is not { } text || RuleDuration.TryParse(text) is not { } duration || old.TrimStart().StartsWith('P'))
        {
            return Text(value, old);
        }

        var written = new StringBuilder();
        foreach (var (count, unit) in (ReadOnlySpan<(int, char)>)[(duration.Days, 'd'), (duration.Hours, 'h'), (duration.Minutes, 'm'), (duration.Seconds, 's')])
        {
            _ = count == 0 ? written : written.Append(CultureInfo.InvariantCulture, $"{count}{unit}");
        }

        return written.Length == 0 ? text : written.ToString();
    }
}
