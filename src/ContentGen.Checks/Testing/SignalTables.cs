using System.Collections.Immutable;
using ContentGen.Checks.Kql;

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
        var log = LogOf(source);
        var all = Carriers.Value[(log, "*")];
        return eventId is null ? EveryEvent(log) : [.. all.Concat(Carriers.Value[(log, Lower(eventId))])];
    }

    /// <summary>sysmon for Sysmon, Microsoft-Windows-Sysmon and Microsoft-Windows-Sysmon/Operational.</summary>
    public static string LogOf(string source)
    {
        var log = Lower(source).Split('/')[0];
        if (log.StartsWith("microsoft-windows-", StringComparison.Ordinal))
        {
            log = log["microsoft-windows-".Length..];
        }

        return log switch
        {
            "security-auditing" or "windows security" or "security event log" or "security event" or "security log" => "security",
            "windows system" or "system event log" or "system log" or "service control manager" => "system",
            "windows defender antivirus" => "windows defender",
            "linux audit" or "audit" or "linux auditd" => "auditd",
            "auth" or "authlog" or "sshd" => "auth.log",
            _ => log,
        };
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
