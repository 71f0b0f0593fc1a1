namespace ContentGen.Sigma.Tests.Events;

/// <summary>The log sources that a row's event belongs to (the taxonomy's Windows categories, SigmaHQ's names for the clouds).</summary>
internal static class EventSources
{
    private static readonly Dictionary<string, string> ByAction = new(StringComparer.Ordinal)
    {
        ["FileCreated"] = "file_event", ["FileModified"] = "file_change", ["FileDeleted"] = "file_delete", ["FileRenamed"] = "file_rename",
        ["RegistryValueSet"] = "registry_set", ["RegistryKeyCreated"] = "registry_add", ["RegistryKeyDeleted"] = "registry_delete",
        ["RegistryValueDeleted"] = "registry_delete", ["RegistryKeyRenamed"] = "registry_rename", ["DnsQueryResponse"] = "dns_query",
        ["NamedPipeEvent"] = "pipe_created", ["DriverLoad"] = "driver_load", ["CreateRemoteThreadApiCall"] = "create_remote_thread",
        ["PowerShellCommand"] = "ps_script", ["OpenProcessApiCall"] = "process_access", ["ProcessCreated"] = "process_creation",
    };

    private static readonly Dictionary<string, string> BySysmon = new(StringComparer.Ordinal)
    {
        ["1"] = "process_creation", ["3"] = "network_connection", ["5"] = "process_termination", ["6"] = "driver_load", ["7"] = "image_load", ["8"] = "create_remote_thread",
        ["10"] = "process_access", ["11"] = "file_event", ["12"] = "registry_event", ["13"] = "registry_set", ["17"] = "pipe_created", ["18"] = "pipe_created", ["22"] = "dns_query", ["23"] = "file_delete",
    };

    private static readonly Dictionary<string, LogSourceName> Fixed = new(StringComparer.Ordinal)
    {
        ["SigninLogs"] = new(null, "azure", "signinlogs"), ["AuditLogs"] = new(null, "azure", "auditlogs"), ["AzureActivity"] = new(null, "azure", "activitylogs"),
        ["AADUserRiskEvents"] = new(null, "azure", "riskdetection"), ["OfficeActivity"] = new(null, "m365", "audit"), ["AWSCloudTrail"] = new(null, "aws", "cloudtrail"),
        ["imProcessCreate"] = new("process_creation", "windows", null), ["imRegistry"] = new("registry_event", "windows", null),
        ["GCPCloudDNS"] = new("dns", null, null), ["CiscoWSAEvent"] = new("proxy", null, null), ["GCP_IAM"] = new(null, "gcp", "gcp.audit"), ["GitHubAudit"] = new(null, "github", "audit"),
        ["GitHubAuditData"] = new(null, "github", "audit"), ["Okta_CL"] = new(null, "okta", "okta"), ["imNetworkSession"] = new("network_connection", "windows", null), ["imFileEvent"] = new("file_event", "windows", null), ["imWebSession"] = new("proxy", null, null),
        ["PaloAltoCDLEvent"] = new("firewall", null, null), ["ApacheHTTPServer"] = new("webserver", null, null), ["NGINXHTTPServer"] = new("webserver", null, null),
        ["TomcatEvent"] = new("webserver", null, null), ["OracleWebLogicServerEvent"] = new("webserver", null, null), ["GCPAuditLogs"] = new(null, "gcp", "gcp.audit"),
        ["AADNonInteractiveUserSignInLogs"] = new(null, "azure", "signinlogs"), ["AADServicePrincipalSignInLogs"] = new(null, "azure", "signinlogs"),
        ["AADManagedIdentitySignInLogs"] = new(null, "azure", "signinlogs"), ["imAuthentication"] = new(null, "windows", "security"), ["imAuditEvent"] = new(null, "windows", "security"),
        ["_Im_WebSession"] = new("proxy", null, null), ["_Im_NetworkSession"] = new("network_connection", "windows", null),
        ["_Im_Dns"] = new("dns", null, null), ["ASimDnsActivityLogs"] = new("dns", null, null), ["W3CIISLog"] = new("webserver", "windows", "iis"),
    };

    public static IReadOnlyList<LogSourceName> Of(EventRow row)
    {
        if (Fixed.TryGetValue(row.Table, out var only))
        {
            return [only];
        }

        var action = row.Text("ActionType");
        var category = ByAction.GetValueOrDefault(action);
        return row.Table switch
        {
            "DeviceProcessEvents" => category == "process_creation" ? AnySystem(category) : [],
            "DeviceNetworkEvents" => AnySystem("network_connection"),
            "DeviceImageLoadEvents" => action == "ImageLoaded" ? [new("image_load", "windows", null)] : [],
            "DeviceFileEvents" => category is null ? [] : AnySystem(category),
            "DeviceEvents" => category is null ? [] : [new(category, "windows", null)],
            "DeviceRegistryEvents" => category is null ? [new("registry_event", "windows", null)] : [new("registry_event", "windows", null), new(category, "windows", null)],
            "DeviceLogonEvents" => action is "LogonSuccess" or "LogonFailed" ? [new(null, "windows", "security")] : [],
            "SecurityEvent" => row.Text("EventID") == "4688" ? [new(null, "windows", "security"), new("process_creation", "windows", null)] : [new(null, "windows", "security")],
            "Event" or "WindowsEvent" => Windows(row.Table == "Event" ? row.Text("EventLog") : row.Text("Channel"), row.Text(row.Table == "Event" ? "Source" : "Provider"), row.Text("EventID")),
            "CommonSecurityLog" => row.Text("DeviceVendor").ToUpperInvariant() switch
            {
                "PALO ALTO NETWORKS" or "FORTINET" or "CISCO" or "CHECK POINT" => [new("firewall", null, null)],
                "ZSCALER" => [new("proxy", null, null)],
                _ => [],
            },
            "DnsEvents" => row.Text("SubType") == "LookupQuery" ? [new("dns", null, null)] : [],
            "Cisco_Umbrella" => row.Text("EventType") switch { "proxylogs" => [new("proxy", null, null)], "dnslogs" => [new("dns", null, null)], "cloudfirewalllogs" => [new("firewall", null, null)], _ => [] },
            "Syslog" => [new(null, "linux", "syslog")],
            _ => [],
        };
    }

    // The table does not say which system a row is from.
    private static LogSourceName[] AnySystem(string category) => [new(category, "windows", null), new(category, "linux", null), new(category, "macos", null)];

    private static LogSourceName[] Windows(string channel, string provider, string id) => (provider == "Microsoft-Windows-Sysmon" ? "Microsoft-Windows-Sysmon/Operational" : channel) switch
    {
        "Microsoft-Windows-Sysmon/Operational" when id is "13" or "14" => [new("registry_event", "windows", "sysmon"), new(id == "13" ? "registry_set" : "registry_rename", "windows", "sysmon")],
        "Microsoft-Windows-Sysmon/Operational" => [new(BySysmon.GetValueOrDefault(id), "windows", "sysmon")],
        "" => [new(null, "windows", null)],
        "Microsoft-Windows-PowerShell/Operational" => [new(null, "windows", "powershell")],
        "Microsoft-Windows-TaskScheduler/Operational" => [new(null, "windows", "taskscheduler")],
        "Microsoft-Windows-Windows Defender/Operational" => [new(null, "windows", "windefend")],
        "DNS Server" => [new(null, "windows", "dns-server")],
        _ => [new(null, "windows", channel.ToLowerInvariant())],
    };
}
