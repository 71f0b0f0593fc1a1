namespace ContentGen.Checks.Telemetry.Events;

/// <summary>The names that a Windows event log has: as channel, as provider, and as people call it.</summary>
public static class EventLogs
{
    /// <summary>sysmon for Sysmon, Microsoft-Windows-Sysmon and Microsoft-Windows-Sysmon/Operational.</summary>
    public static string NameOf(string source)
    {
        var log = source.Trim().ToLowerInvariant().Split('/')[0];
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

    /// <summary>The channel of a log that people name in short; the name itself when there is no shorter one.</summary>
    public static string ChannelOf(string log) => log switch
    {
        "security" => "Security",
        "system" => "System",
        "application" => "Application",
        "sysmon" => "Microsoft-Windows-Sysmon/Operational",
        "powershell" => "Microsoft-Windows-PowerShell/Operational",
        "windows defender" => "Microsoft-Windows-Windows Defender/Operational",
        "taskscheduler" => "Microsoft-Windows-TaskScheduler/Operational",
        "wmi-activity" => "Microsoft-Windows-WMI-Activity/Operational",
        _ => "",
    };

    /// <summary>Who writes to a log; "" where several do.</summary>
    public static string ProviderOf(string log, string eventId) => (log, eventId) switch
    {
        ("security", _) => "Microsoft-Windows-Security-Auditing",
        ("sysmon", _) => "Microsoft-Windows-Sysmon",
        ("system", "7030" or "7034" or "7035" or "7036" or "7040" or "7045") => "Service Control Manager",
        ("powershell", _) => "Microsoft-Windows-PowerShell",
        ("windows defender", _) => "Microsoft-Windows-Windows Defender",
        ("taskscheduler", _) => "Microsoft-Windows-TaskScheduler",
        ("wmi-activity", _) => "Microsoft-Windows-WMI-Activity",
        _ => "",
    };
}
