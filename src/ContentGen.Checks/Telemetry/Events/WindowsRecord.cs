using System.Collections.Immutable;

namespace ContentGen.Checks.Telemetry.Events;

/// <summary>A record of a Windows event log, or what is known of one.</summary>
/// <param name="Channel">The log: Security, Microsoft-Windows-Sysmon/Operational ...; "" when not known.</param>
/// <param name="Provider">Who wrote it.</param>
/// <param name="EventId">Its number, as written.</param>
/// <param name="Computer">Where; "" when not known.</param>
/// <param name="Time">When; null when not known.</param>
/// <param name="Fields">EventData, or UserData, by name.</param>
public sealed record WindowsRecord(
    string Channel, string Provider, string EventId, string Computer, DateTimeOffset? Time, ImmutableArray<KeyValuePair<string, string>> Fields)
{
    /// <summary>The log as signals name it: sysmon, security, system ...</summary>
    public string Log => EventLogs.NameOf(Channel.Length > 0 ? Channel : Provider);

    /// <summary>Level, user and what else of the record's head a table keeps, by the names that the event's XML uses.</summary>
    public ImmutableDictionary<string, string> Head { get; init; } = [];

    /// <summary>The field; "" without it.</summary>
    public string this[string name] => Fields.FirstOrDefault(f => f.Key == name).Value ?? "";
}
