using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentGen.Core.Time;

namespace ContentGen.Deploy.Drifting;

/// <summary>How a rule's file calls a property of the resource, and how it writes its values.</summary>
internal static class RuleKey
{
    private static readonly HashSet<string> Durations = new(StringComparer.Ordinal) { "queryFrequency", "queryPeriod", "suppressionDuration", "lookbackDuration" };

    /// <summary>The key, and another name that files have for it.</summary>
    public static (string Name, string? Alias) Of(string property) => property switch
    {
        "displayName" => ("name", "displayName"),
        "techniques" or "subTechniques" => ("relevantTechniques", "techniques"),
        "alertDisplayNameFormat" => (property, "alertnameFormat"),
        _ => (property, null),
    };

    /// <summary>A value as the file writes it, given the one that is there; null when it is none that a scalar could hold.</summary>
    public static string? Write(string property, JsonNode value, string old) => value.GetValueKind() switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.ToJsonString(),
        JsonValueKind.String when Durations.Contains(property) => Duration(value.GetValue<string>(), old),
        JsonValueKind.String when property == "triggerOperator" => Operator(value.GetValue<string>(), old),
        JsonValueKind.String => value.GetValue<string>(),
        _ => null,
    };

    private static string Operator(string word, string old) => old.Trim().Length > 2 ? word : word switch
    {
        "GreaterThan" => "gt",
        "LessThan" => "lt",
        "Equal" => "eq",
        "NotEqual" => "ne",
        _ => word,
    };

    // As the file writes durations: ISO 8601 where it does, else 1d2h3m.
    private static string Duration(string text, string old)
    {
        if (RuleDuration.TryParse(text) is not { } duration || old.TrimStart().StartsWith('P'))
        {
            return text;
        }

        var written = new StringBuilder();
        foreach (var (count, unit) in (ReadOnlySpan<(int, char)>)[(duration.Days, 'd'), (duration.Hours, 'h'), (duration.Minutes, 'm'), (duration.Seconds, 's')])
        {
            _ = count == 0 ? written : written.Append(CultureInfo.InvariantCulture, $"{count}{unit}");
        }

        return written.Length == 0 ? text : written.ToString();
    }
}
