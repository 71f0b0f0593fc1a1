using System.Collections.Immutable;

namespace ContentGen.Checks.Testing;

/// <summary>A table that carries an event of a log.</summary>
/// <param name="Table">Its name.</param>
/// <param name="EventIds">The values of EventID that the event has there; empty where it has none, or where they are not known.</param>
internal sealed record SignalCarrier(string Table, ImmutableArray<string> EventIds)
{
    /// <summary>Reads <c>Table</c> or <c>Table:1+2</c>.</summary>
    public static SignalCarrier Parse(string text, string eventId) => text.Split(':') switch
    {
        [var table, var ids] => new SignalCarrier(table, [.. ids.Split('+')]),
        [var table] when table is "SecurityEvent" or "Event" or "WindowsEvent" && eventId != "*" => new SignalCarrier(table, [eventId]),
        _ => new SignalCarrier(text, []),
    };
}
