using System.Globalization;
using System.Text.Json;

namespace ContentGen.Sigma.Tests.Events;

/// <summary>
/// What event stands behind a row, by the mapping facts and by how Windows and Sysmon write what Defender splits: a path with its name,
/// DOMAIN\user, hive\key\value, all hashes in one text.
/// </summary>
internal static class EventModel
{
    /// <summary>The column of a field by these names; null when they have none.</summary>
    public static string? NamedColumn(string table, string field) => Named.GetValueOrDefault(table, []).Where(n => n.Field == field).Select(n => n.Column).FirstOrDefault();

    /// <summary>Tables whose columns carry the names of the fields.</summary>
    public static readonly HashSet<string> SameNames = new(StringComparer.Ordinal)
    {
        "SigninLogs", "AADNonInteractiveUserSignInLogs", "AuditLogs", "AzureActivity", "AADUserRiskEvents", "OfficeActivity", "SecurityEvent",
        "AADServicePrincipalSignInLogs", "AADManagedIdentitySignInLogs",
    };

    /// <summary>Columns that Log Analytics makes of the event's own fields; no event has them.</summary>
    public static readonly HashSet<string> Derived = new(StringComparer.Ordinal) { "Account", "AccountName", "AccountType", "TargetAccount", "SubjectAccount", "Process", "Activity", "CallerProcessName ", "EventData" };

    // W3C's names of a web server's log, ArcSight's of a firewall's, and columns that repeat another one.
    private static readonly Dictionary<string, (string Column, string Field)[]> Named = new(StringComparer.Ordinal)
    {
        ["W3CIISLog"] =
        [
            ("cIP", "c-ip"), ("csHost", "cs-host"), ("csMethod", "cs-method"), ("csReferer", "cs-referer"), ("csUriQuery", "cs-uri-query"), ("csUriStem", "cs-uri-stem"),
            ("csUserAgent", "cs-user-agent"), ("csUserName", "cs-username"), ("sIP", "s-ip"), ("sPort", "s-port"), ("scStatus", "sc-status"),
        ],
        ["CommonSecurityLog"] = [("DeviceAction", "action"), ("Protocol", "protocol"), ("SourcePort", "src_port"), ("SourceUserName", "username"), ("SourceUserName", "cs-username"), ("RequestClientApplication", "c-useragent"), ("RequestMethod", "cs-method"), ("RequestContext", "cs-referrer"), ("DestinationHostName", "cs-host")],
        ["DnsEvents"] = [("ClientIP", "src_ip"), ("IPAddresses", "answer"), ("Name", "query"), ("QueryType", "record_type")],
        ["Syslog"] = [("Computer", "Computer"), ("Facility", "facility"), ("ProcessName", "ProcessName")],
        ["CiscoWSAEvent"] = Proxy,
        ["Cisco_Umbrella"] = [.. Proxy, ("DnsQueryName", "query")],
        ["PaloAltoCDLEvent"] = [("DvcAction", "action"), ("SrcIpAddr", "src_ip"), ("DstIpAddr", "dst_ip"), ("SrcPortNumber", "src_port"), ("DstPortNumber", "dst_port"), ("SrcUsername", "username")],
        ["ApacheHTTPServer"] = Web, ["NGINXHTTPServer"] = Web, ["TomcatEvent"] = Web, ["OracleWebLogicServerEvent"] = Web,
        ["GCPCloudDNS"] = [("Query", "query"), ("DnsResponseName", "answer"), ("QueryTypeName", "record_type"), ("SrcIpAddr", "src_ip")],
        ["GCP_IAM"] = [("PayloadMethodname", "gcp.audit.method_name"), ("PayloadResourcename", "gcp.audit.resource_name"), ("PayloadServicename", "gcp.audit.service_name")],
        ["GitHubAudit"] = GitHub, ["GitHubAuditData"] = GitHub,
        ["Okta_CL"] =
        [
            ("eventType_s", "eventtype"), ("actor_alternateId_s", "actor.alternateid"), ("client_ipAddress_s", "client.ipaddress"), ("displayMessage_s", "displaymessage"),
            ("outcome_reason_s", "outcome.reason"), ("outcome_result_s", "outcome.result"), ("severity_s", "severity"),
        ],
        ["_Im_Dns"] = Dns, ["ASimDnsActivityLogs"] = Dns, ["imNetworkSession"] = Network, ["_Im_NetworkSession"] = Network,
        ["imProcessCreate"] = [("Process", "Image"), ("CommandLine", "CommandLine"), ("DvcHostname", "Computer")],
    };

    // Solutions' parsers of proxies and web servers, with the names of ASIM.
    private static (string, string)[] Proxy =>
    [
        ("DvcAction", "action"), ("SrcIpAddr", "src_ip"), ("DstIpAddr", "dst_ip"), ("DstPortNumber", "dst_port"), ("SrcUserName", "cs-username"), ("HttpRequestMethod", "cs-method"),
        ("HttpStatusCode", "sc-status"), ("HttpUserAgentOriginal", "c-useragent"), ("HttpReferrerOriginal", "cs-referrer"), ("UrlOriginal", "c-uri"),
    ];

    private static (string, string)[] Web =>
    [
        ("SrcIpAddr", "c-ip"), ("SrcUserName", "cs-username"), ("HttpRequestMethod", "cs-method"), ("HttpStatusCode", "sc-status"), ("HttpUserAgentOriginal", "cs-user-agent"),
        ("HttpReferrerOriginal", "cs-referer"), ("UrlOriginal", "cs-uri-query"), ("DstBytes", "cs-bytes"),
    ];

    private static (string, string)[] Dns => [("DnsQuery", "query"), ("DnsResponseName", "answer"), ("DnsQueryTypeName", "record_type"), ("SrcIpAddr", "src_ip"), ("DstIpAddr", "dst_ip")];

    private static (string, string)[] Network => [("SrcIpAddr", "SourceIp"), ("DstIpAddr", "DestinationIp")];

    private static (string, string)[] GitHub => [("Action", "action"), ("Actor", "actor"), ("ImpactedUser", "user"), ("Organization", "org"), ("Repository", "repo"), ("Visibility", "visibility")];

    private static readonly (string Long, string Short)[] Hives =
    [
        (@"HKEY_LOCAL_MACHINE\SYSTEM\ControlSet001", @"HKLM\SYSTEM\CurrentControlSet"), (@"HKEY_LOCAL_MACHINE\SOFTWARE\Classes", "HKCR"), ("HKEY_LOCAL_MACHINE", "HKLM"), ("HKEY_USERS", "HKU"),
    ];

    private static readonly (string Prefix, string Field)[] Accounts =
    [
        ("Account", "User"), ("InitiatingProcessAccount", "ParentUser"), ("InitiatingProcessAccount", "User"), ("RequestAccount", "User"),
    ];

    public static SigmaEvent Event(EventRow row, DateTimeOffset now)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var sources = EventSources.Of(row);
        var category = sources.Select(s => s.Category).LastOrDefault(c => c is not null) ?? "";
        void Add(string field, string? value)
        {
            if (value is not null && (value.Length > 0 || !row.EmptyIsAbsent))
            {
                _ = fields.TryAdd(field, value);
            }
        }

        if (row.Table.StartsWith("Device", StringComparison.Ordinal))
        {
            Device(row, category, Add);
        }

        if (SameNames.Contains(row.Table))
        {
            foreach (var (column, value) in row.Cells.Where(c => row.Table != "SecurityEvent" || !Derived.Contains(c.Key)).OrderBy(c => c.Key, StringComparer.Ordinal))
            {
                Flatten(column, value, Add);
            }
        }

        if (row.Table == "SecurityEvent" && category == "process_creation")
        {
            Add("Image", row.Text("NewProcessName"));
            Add("ParentImage", row.Text("ParentProcessName"));
            Add("User", Joined(row.Text("SubjectDomainName"), row.Text("SubjectUserName")));
        }

        foreach (var (column, field) in MappingFacts.Of(row.Table, category).Where(m => row.Cells.ContainsKey(m.Column) && row.Table != "SecurityEvent"))
        {
            Flatten(field, row.Cells[column], Add);
        }

        foreach (var (column, field) in Named.GetValueOrDefault(row.Table, []).Where(n => row.Cells.ContainsKey(n.Column)))
        {
            Flatten(field, row.Cells[column], Add);
        }

        if (row.Table is "Event" or "WindowsEvent" or "SecurityEvent" && row.Cells.GetValueOrDefault("EventData") is IReadOnlyDictionary<string, object?> data)
        {
            foreach (var (key, value) in data)
            {
                Flatten(key, value, Add);
            }
        }

        foreach (var (column, field) in new[] { ("Computer", "Computer"), ("EventID", "EventID"), ("Provider", "Provider_Name"), ("Source", "Provider_Name"), ("Channel", "Channel"), ("EventLog", "Channel"), ("EventSourceName", "Provider_Name") })
        {
            if (row.Cells.TryGetValue(column, out var value))
            {
                Add(field, value as string);
            }
        }

        return new SigmaEvent(fields, sources, now - row.Ago);
    }

    private static void Device(EventRow row, string category, Action<string, string?> add)
    {
        foreach (var (prefix, field) in Accounts.Where(a => (row.Cells.ContainsKey(a.Prefix + "Name") || row.Cells.ContainsKey(a.Prefix + "Domain")) && (a.Field == "ParentUser") == (a.Prefix == "InitiatingProcessAccount" && category == "process_creation")))
        {
            add(field, Joined(row.Text(prefix + "Domain"), row.Text(prefix + "Name")));
        }

        add("Hashes", string.Join(',', new[] { "MD5", "SHA1", "SHA256" }.Where(h => row.Text(h).Length > 0).Select(h => $"{h}={row.Text(h).ToUpperInvariant()}")));
        if (row.Cells.ContainsKey("InitiatingProcessParentFileName"))
        {
            var parent = row.Text("InitiatingProcessParentFileName");
            add(category == "process_creation" ? "GrandParentImage" : "ParentImage", parent.Length == 0 ? "" : @"C:\Parents\" + parent);
        }

        if (row.Cells.ContainsKey("PreviousFileName"))
        {
            add("SourceFilename", row.Text("PreviousFileName").Length == 0 ? "" : @"C:\Previous\" + row.Text("PreviousFileName"));
        }

        var action = row.Text("ActionType");
        switch (row.Table)
        {
            case "DeviceRegistryEvents":
                var name = row.Text("RegistryValueName");
                var key = Hives.FirstOrDefault(h => row.Text("RegistryKey").StartsWith(h.Long, StringComparison.OrdinalIgnoreCase)) is { Long: { } hive } found ? found.Short + row.Text("RegistryKey")[hive.Length..] : row.Text("RegistryKey");
                add("TargetObject", name.Length == 0 ? key : key + "\\" + name);
                add("Details", row.Text("RegistryValueType") is "Dword" or "Qword" && long.TryParse(row.Text("RegistryValueData"), out var number)
                    ? row.Text("RegistryValueType") == "Dword" ? string.Create(CultureInfo.InvariantCulture, $"DWORD (0x{number:x8})") : string.Create(CultureInfo.InvariantCulture, $"QWORD (0x{number >> 32:x8}-0x{number & 0xffffffff:x8})")
                    : row.Text("RegistryValueData"));
                add("EventType", action switch { "RegistryValueSet" => "SetValue", "RegistryKeyCreated" => "CreateKey", "RegistryKeyDeleted" => "DeleteKey", "RegistryValueDeleted" => "DeleteValue", "RegistryKeyRenamed" => "RenameKey", _ => action });
                break;
            case "DeviceNetworkEvents":
                add("Initiated", action is "ConnectionSuccess" or "ConnectionAttempt" or "ConnectionRequest" ? "true" : action == "InboundConnectionAccepted" ? "false" : null);
                break;
            case "DeviceLogonEvents":
                add("EventID", action switch { "LogonSuccess" => "4624", "LogonFailed" => "4625", _ => null });
                add("LogonType", row.Text("LogonType") switch { "Interactive" => "2", "Network" => "3", "Batch" => "4", "Service" => "5", "Unlock" => "7", "NetworkCleartext" => "8", "NewCredentials" => "9", "RemoteInteractive" => "10", "CachedInteractive" => "11", var other => other });
                break;
            case "DeviceEvents" when category is "create_remote_thread" or "process_access":
                add("SourceImage", row.Text("InitiatingProcessFolderPath"));
                add("TargetImage", row.Text("FolderPath"));
                add("SourceCommandLine", row.Text("InitiatingProcessCommandLine"));
                add("SourceUser", Joined(row.Text("InitiatingProcessAccountDomain"), row.Text("InitiatingProcessAccountName")));
                break;
            case "DeviceEvents" when category == "driver_load" || category == "image_load":
                add("ImageLoaded", row.Text("FolderPath"));
                break;
        }

        add("Computer", row.Text("DeviceName"));
    }

    private static string Joined(string domain, string name) => name.Length == 0 && domain.Length == 0 ? "" : $"{domain}\\{name}";

    private static void Flatten(string field, object? value, Action<string, string?> add)
    {
        if (value is IReadOnlyDictionary<string, object?> bag)
        {
            add(field, JsonSerializer.Serialize(bag));
            foreach (var (key, inner) in bag)
            {
                Flatten($"{field}.{key}", inner, add);
            }
        }
        else
        {
            add(field, value as string);
        }
    }
}
