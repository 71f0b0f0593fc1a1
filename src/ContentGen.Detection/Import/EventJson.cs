using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ContentGen.Checks.Telemetry.Events;

namespace ContentGen.Detection.Import;

/// <summary>
/// Records of Windows logs as JSON, in the forms that are in use: the event's XML as JSON (attributes under <c>#attributes</c>, with an @, or
/// plain), Elastic's winlog, and one flat object with the fields beside Channel and EventID.
/// </summary>
internal static class EventJson
{
    // Of the flat form: what is about the record and no field of the event.
    private static readonly HashSet<string> Head = new(StringComparer.OrdinalIgnoreCase)
    {
        "Channel", "EventID", "SourceName", "ProviderName", "Provider", "Hostname", "Computer", "TimeCreated", "EventTime", "@timestamp", "TimeGenerated", "@version", "Message", "Task", "Keywords",
        "Severity", "SeverityValue", "RecordNumber", "Version", "Opcode", "OpcodeValue", "ProviderGuid", "ExecutionProcessID", "ThreadID", "EventType", "EventReceivedTime", "SourceModuleName", "SourceModuleType",
        "port", "host", "tags", "Category", "Level",
    };

    private static readonly string[] Times = ["TimeCreated", "EventTime", "@timestamp", "TimeGenerated"];
    private static readonly string[] Providers = ["SourceName", "ProviderName", "Provider"];
    private static readonly string[] Computers = ["Hostname", "Computer"];

    /// <summary>Null for an object that is no record of a Windows log.</summary>
    public static WindowsRecord? Read(JsonElement value) => value.ValueKind != JsonValueKind.Object ? null
        : value.TryGetProperty("Event", out var wrapped) && wrapped.ValueKind == JsonValueKind.Object ? FromXml(wrapped)
        : value.TryGetProperty("System", out _) ? FromXml(value)
        : value.TryGetProperty("winlog", out var winlog) && winlog.ValueKind == JsonValueKind.Object ? FromElastic(value, winlog)
        : value.TryGetProperty("Channel", out _) && value.TryGetProperty("EventID", out _) ? FromFlat(value)
        : null;

    private static WindowsRecord? FromXml(JsonElement wrapped)
    {
        if (!wrapped.TryGetProperty("System", out var system) || system.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var data = wrapped.TryGetProperty("EventData", out var own) && own.ValueKind == JsonValueKind.Object ? own : wrapped.TryGetProperty("UserData", out var user) ? First(user) : default;
        return new WindowsRecord(
            Text(system, "Channel"), Attribute(system, "Provider", "Name"), Text(system, "EventID"), Text(system, "Computer"), Time(Attribute(system, "TimeCreated", "SystemTime")), [.. Fields(data)])
        {
            Head = HeadOf(("Level", Text(system, "Level")), ("UserID", Attribute(system, "Security", "UserID")), ("EventRecordID", Text(system, "EventRecordID"))),
        };
    }

    private static WindowsRecord FromElastic(JsonElement value, JsonElement winlog) => new(
        Text(winlog, "channel"), Text(winlog, "provider_name"), Text(winlog, "event_id"), Text(winlog, "computer_name"), Time(Text(value, "@timestamp")),
        [.. Fields(winlog.TryGetProperty("event_data", out var data) ? data : default)])
    {
        Head = HeadOf(("EventRecordID", Text(winlog, "record_id"))),
    };

    private static WindowsRecord FromFlat(JsonElement value)
    {
        // EventType is a field of Sysmon's registry events and part of the head of all others.
        var channel = Text(value, "Channel");
        var isSysmon = channel.Contains("Sysmon", StringComparison.OrdinalIgnoreCase);
        return new WindowsRecord(
            channel, First(value, Providers), Text(value, "EventID"), First(value, Computers), Time(First(value, Times)),
            [.. Fields(value).Where(f => !Head.Contains(f.Key) || (isSysmon && f.Key is "EventType" && !f.Value.Equals("INFO", StringComparison.Ordinal)))])
        {
            Head = HeadOf(("EventRecordID", Text(value, "RecordNumber"))),
        };
    }

    // {Name: value}, or a list of Data with their names as attributes.
    private static IEnumerable<KeyValuePair<string, string>> Fields(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var property in data.EnumerateObject().Where(p => p.Name is not ("#attributes" or "xmlns")))
        {
            if (property.Name == "Data" && property.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in property.Value.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object))
                {
                    var name = Name(item);
                    if (name.Length > 0)
                    {
                        yield return KeyValuePair.Create(name, Text(item, "#text"));
                    }
                }
            }
            else if (property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            {
                yield return KeyValuePair.Create(property.Name, Plain(property.Value));
            }
            else if (property.Value.ValueKind == JsonValueKind.Object && property.Value.TryGetProperty("#text", out var text))
            {
                yield return KeyValuePair.Create(property.Name, Plain(text));
            }
        }
    }

    private static string Name(JsonElement item) =>
        Text(item, "@Name") is { Length: > 0 } at ? at : item.TryGetProperty("#attributes", out var attributes) ? Text(attributes, "Name") : Text(item, "Name");

    private static string Attribute(JsonElement system, string name, string attribute)
    {
        if (!system.TryGetProperty(name, out var value))
        {
            return "";
        }

        return value.ValueKind != JsonValueKind.Object ? Plain(value)
            : value.TryGetProperty("#attributes", out var attributes) ? Text(attributes, attribute)
            : Text(value, "@" + attribute) is { Length: > 0 } at ? at : Text(value, attribute);
    }

    private static string Text(JsonElement value, string name) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var found)
        ? found.ValueKind == JsonValueKind.Object && found.TryGetProperty("#text", out var text) ? Plain(text) : Plain(found)
        : "";

    private static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.GetRawText(),
        _ => "",
    };

    private static string First(JsonElement value, string[] names) => names.Select(n => Text(value, n)).FirstOrDefault(t => t.Length > 0) ?? "";

    private static JsonElement First(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().Select(p => p.Value).FirstOrDefault(v => v.ValueKind == JsonValueKind.Object) : default;

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static ImmutableDictionary<string, string> HeadOf(params (string Name, string Value)[] entries) =>
        entries.Where(e => e.Value.Length > 0).ToImmutableDictionary(e => e.Name, e => e.Value, StringComparer.Ordinal);
}
