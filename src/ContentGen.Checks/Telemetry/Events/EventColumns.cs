using ContentGen.Checks.Kql;

namespace ContentGen.Checks.Telemetry.Events;

/// <summary>How events of Windows logs show in tables that another sensor fills (Data/event-columns.tsv).</summary>
internal static class EventColumns
{
    private static readonly Lazy<ILookup<(string Log, string Event), EventColumn>> Lazy = new(Load);

    public static IEnumerable<EventColumn> Of(string log, string eventId) => Lazy.Value[(log, eventId)];

    private static ILookup<(string, string), EventColumn> Load() => DataFile.Lines("event-columns.tsv").Select(l => l.Split('\t'))
        .ToLookup(c => (c[0], c[1]), c => new EventColumn(c[2], c[3] == "exact", c[4], c[5], c[6]));
}
