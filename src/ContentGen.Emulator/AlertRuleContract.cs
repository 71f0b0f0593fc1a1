using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace ContentGen.Emulator;

/// <summary>
/// What Sentinel refuses in an alert rule, with its words where they are known, and what it adds to one. Required properties: the
/// specification; texts: as users quote them and as Azure-Sentinel's own validator writes them.
/// </summary>
internal static class AlertRuleContract
{
    private static readonly string[] Common = ["displayName", "enabled", "severity", "query", "suppressionDuration", "suppressionEnabled"];
    private static readonly string[] Schedule = ["queryFrequency", "queryPeriod", "triggerOperator", "triggerThreshold"];

    /// <summary>Null: the rule is taken.</summary>
    public static string? Fault(JsonObject rule, string apiVersion, JsonObject? existing, EmulatorOptions options)
    {
        if (Text(rule["kind"]) is not ("Scheduled" or "NRT") || rule["properties"] is not JsonObject properties)
        {
            return "Invalid data model. The kind of the rule or its properties are missing";
        }

        var kind = Text(rule["kind"]);
        if (existing is not null && Text(existing["kind"]) != kind)
        {
            return "The kind of an existing rule cannot be changed";
        }

        if (kind == "NRT" && !apiVersion.EndsWith("-preview", StringComparison.Ordinal))
        {
            return $"Invalid data model. The rule kind NRT is not supported by api-version {apiVersion}";
        }

        string[] required = kind == "NRT" ? Common : [.. Common, .. Schedule];
        if (required.FirstOrDefault(p => properties[p] is null) is { } missing)
        {
            return $"Invalid data model. Required property '{missing}' not found in JSON";
        }

        if (kind == "NRT" && Schedule.FirstOrDefault(properties.ContainsKey) is { } forbidden)
        {
            return $"Invalid data model. NRT rules must not include '{forbidden}'";
        }

        if (properties["templateVersion"] is not null && properties["alertRuleTemplateName"] is null)
        {
            return "Invalid data model. templateVersion is given without alertRuleTemplateName";
        }

        return Lengths(properties) ?? (kind == "Scheduled" ? Times(properties) : null) ?? Query(properties, options);
    }

    /// <summary>The rule as it is answered: explicit nulls, another order, the time.</summary>
    public static JsonObject Normalize(JsonObject rule, DateTimeOffset now)
    {
        var properties = rule["properties"]!.AsObject();
        if (!properties.ContainsKey("alertRuleTemplateName"))
        {
            properties["alertRuleTemplateName"] = null;
        }

        if (properties["alertDetailsOverride"] is JsonObject details)
        {
            details.TryAdd("alertTacticsColumnName", null);
            details.TryAdd("alertSeverityColumnName", null);
        }

        properties["lastModifiedUtc"] = now.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var ordered = properties.OrderByDescending(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())).ToList();
        rule["properties"] = new JsonObject(ordered);
        return rule;
    }

    private static string? Lengths(JsonObject properties) =>
        Text(properties["query"]) is not { Length: > 0 and <= 10_000 } ? "Invalid data model. The query must have 1 to 10,000 characters"
        : Text(properties["displayName"]) is not { Length: > 0 and <= 256 } ? "Invalid data model. displayName must have 1 to 256 characters"
        : null;

    private static string? Times(JsonObject properties)
    {
        try
        {
            var (frequency, period) = (XmlConvert.ToTimeSpan(Text(properties["queryFrequency"])!), XmlConvert.ToTimeSpan(Text(properties["queryPeriod"])!));
            return period < frequency ? "Invalid Properties for Scheduled alert rule: 'queryPeriod' should be greater than or equal to 'queryFrequency'"
                : period >= TimeSpan.FromDays(2) && frequency < TimeSpan.FromHours(1)
                    ? "Invalid Properties for Scheduled alert rule: When 'queryPeriod' greater than or equal to 2 days, the 'queryFrequency' should be greater than or equal to 1 hour."
                    : null;
        }
        catch (FormatException)
        {
            return "Invalid data model. A duration is not of the form PT5M";
        }
    }

    // The service does not run the query of a rule that is switched off.
    private static string? Query(JsonObject properties, EmulatorOptions options)
    {
        if (options.Validate is not { } validate || properties["enabled"]?.GetValueKind() != JsonValueKind.True)
        {
            return null;
        }

        var verdict = validate(Text(properties["query"])!);
        return verdict.Error is { } error ? $"Failed to run the analytics rule query. {error}"
            : verdict.Tables.Except(options.Tables, StringComparer.Ordinal).Any() ? "Failed to run the analytics rule query. One of the tables does not exist."
            : null;
    }

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
