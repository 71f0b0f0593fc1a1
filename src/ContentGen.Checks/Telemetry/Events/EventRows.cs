using System.Collections.Immutable;
using System.Globalization;
using System.Security;
using System.Text;
using System.Text.Json;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Checks.Telemetry.Events;

/// <summary>The rows that a record of a Windows log makes: in the tables that collect the log itself, and in those where another sensor shows the same.</summary>
public static class EventRows
{
    public static IEnumerable<EventRow> Of(WindowsRecord record, SchemaCatalog catalog)
    {
        var log = record.Log;
        if (log == "security" && catalog.FindTable("SecurityEvent") is { } security)
        {
            var cells = SecurityEvent(record, security).ToImmutableArray();
            yield return new EventRow("SecurityEvent", true, cells) { LeftOut = [.. record.Fields.Select(f => f.Key).Where(f => !security.Columns.Any(c => c.Name == f))] };
        }

        if (log != "security" && catalog.HasTable("Event"))
        {
            yield return new EventRow("Event", true, [.. Event(record)]);
        }

        if (catalog.HasTable("WindowsEvent"))
        {
            yield return new EventRow("WindowsEvent", true, [.. WindowsEvent(record)]);
        }

        foreach (var table in EventColumns.Of(log, record.EventId).GroupBy(c => (c.Table, c.IsExact)).Where(t => catalog.HasTable(t.Key.Table)))
        {
            var cells = table.Select(c => KeyValuePair.Create(c.Column, EventCell.Make(c, record))).Where(c => c.Value is not null).Select(c => KeyValuePair.Create(c.Key, c.Value!)).DistinctBy(c => c.Key);
            yield return new EventRow(table.Key.Table, table.Key.IsExact, [.. Time(record), .. cells]);
        }
    }

    // The table has a column for each field of the log's events, under the same name.
    private static IEnumerable<KeyValuePair<string, string>> SecurityEvent(WindowsRecord record, TableSchema table)
    {
        var columns = table.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var head = Time(record).Concat(Filled([("EventID", record.EventId), ("Computer", record.Computer), ("Channel", record.Channel), ("EventSourceName", record.Provider)]));
        return head.Concat(record.Fields.Where(f => columns.Contains(f.Key) && f.Key is not ("EventID" or "Computer" or "Channel"))).DistinctBy(c => c.Key);
    }

    private static IEnumerable<KeyValuePair<string, string>> Event(WindowsRecord record) => Time(record).Concat(Filled(
    [
        ("EventLog", record.Channel), ("Source", record.Provider), ("EventID", record.EventId), ("Computer", record.Computer),
        ("UserName", record.Head.GetValueOrDefault("UserID", "")), ("EventLevel", record.Head.GetValueOrDefault("Level", "")),
        ("EventData", record.Fields.IsEmpty ? "" : Xml(record)),
    ]));

    private static IEnumerable<KeyValuePair<string, string>> WindowsEvent(WindowsRecord record) => Time(record).Concat(Filled(
    [
        ("Channel", record.Channel), ("Provider", record.Provider), ("EventID", record.EventId), ("Computer", record.Computer),
        ("EventLevel", record.Head.GetValueOrDefault("Level", "")),
        ("EventData", record.Fields.IsEmpty ? "" : JsonSerializer.Serialize(record.Fields.DistinctBy(f => f.Key).ToDictionary(f => f.Key, f => f.Value))),
    ]));

    // The Log Analytics agent wraps the event's own XML.
    private static string Xml(WindowsRecord record)
    {
        var xml = new StringBuilder("""<DataItem type="System.XmlData" time="" sourceHealthServiceId=""><EventData xmlns="http://schemas.microsoft.com/win/2004/08/events/event">""");
        foreach (var (name, value) in record.Fields)
        {
            _ = xml.Append(CultureInfo.InvariantCulture, $"<Data Name=\"{SecurityElement.Escape(name)}\">{SecurityElement.Escape(value)}</Data>");
        }

        return xml.Append("</EventData></DataItem>").ToString();
    }

    private static IEnumerable<KeyValuePair<string, string>> Time(WindowsRecord record) =>
        record.Time is { } time ? [KeyValuePair.Create("TimeGenerated", time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture))] : [];

    private static IEnumerable<KeyValuePair<string, string>> Filled(IEnumerable<(string Column, string Value)> cells) =>
        cells.Where(c => c.Value.Length > 0).Select(c => KeyValuePair.Create(c.Column, c.Value));
}
