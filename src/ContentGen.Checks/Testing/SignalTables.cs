using System.Collections.Immutable;
using ContentGen.Checks.Kql;
using ContentGen.Checks.Telemetry.Events;

namespace ContentGen.Checks.Testing;

/// <summary>
/// Which tables carry an event of a log: those that collect the log itself, and those in which another sensor reports the same act
/// (documentation of Sysmon, of Windows auditing and of the Defender XDR and Azure Monitor tables).
/// </summary>
internal static class SignalTables
{
    private static readonly Lazy<ILookup<(string Source, string Event), SignalCarrier>> Carriers = new(Load);

    /// <summary>The tables; empty when the log is not known.</summary>
    public static ImmutableArray<SignalCarrier> Of(string source, string? eventId)
    {
        var log = EventLogs.NameOf(source);
        var all = Carriers.Value[(log, "*")];
        // Records of Linux logs stay in their log; what Defender reports of the same host is told by the kind of event alone.
        return eventId is null && log is not ("auditd" or "auth.log" or "syslog") ? EveryEvent(log) : eventId is null ? [.. all] : [.. all.Concat(Carriers.Value[(log, Lower(eventId))])];
    }

    private static string Lower(string text) => text.Trim().ToLowerInvariant();

    private static ImmutableArray<SignalCarrier> EveryEvent(string log) =>
        [.. Carriers.Value.Where(c => c.Key.Source == log).SelectMany(c => c).DistinctBy(c => c.Table).Select(c => c with { EventIds = [] })];

    private static ILookup<(string, string), SignalCarrier> Load()
    {
        var rows = new List<(string Source, string Event, SignalCarrier Carrier)>();
        foreach (var line in DataFile.Lines("signals.tsv"))
        {
            if (line.Split('\t') is [var source, var id, var tables])
            {
                rows.AddRange(tables.Split(' ').Select(t => (source, id, SignalCarrier.Parse(t, id))));
            }
        }

        return rows.ToLookup(r => (r.Source, r.Event), r => r.Carrier);
    }
}
