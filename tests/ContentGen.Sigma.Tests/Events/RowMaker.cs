using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;

namespace ContentGen.Sigma.Tests.Events;

/// <summary>
/// Rows for a query and its rule: some that should match, each of their cells changed in every way that tells operators apart (equal,
/// prefixed, suffixed, between terms, in other case, cut, empty, absent, another), and rows of values drawn by chance.
/// </summary>
internal sealed class RowMaker(QueryValues values, Wishes wishes, SourceTable table, Random random)
{
    private static readonly (string Path, string Name)[] Paths =
    [
        ("FolderPath", "FileName"), ("InitiatingProcessFolderPath", "InitiatingProcessFileName"), ("NewProcessName", "Process"),
    ];

    // ASIM's aliases.
    private static readonly (string, string)[] Twins = [("Process", "TargetProcessName"), ("CommandLine", "TargetProcessCommandLine"), ("Dvc", "DvcHostname")];

    private readonly List<string> _used = [.. values.Columns.Where(c => table.Types.ContainsKey(c.Split('.')[0]) && !table.Types[c.Split('.')[0]].StartsWith("datetime", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public IEnumerable<EventRow> Rows(IReadOnlyList<JsonObject> documents, int guided, int chance)
    {
        for (var i = 0; i < guided * documents.Count; i++)
        {
            var row = Positive(documents[i % documents.Count]);
            yield return row;
            foreach (var column in _used.OrderBy(_ => random.Next()).Take(6))
            {
                var now = At(row, column);
                foreach (var value in Variants(now.Length > 0 && now != "qqq" ? now : Any(column), column).OrderBy(_ => random.Next()).Take(4))
                {
                    yield return Put(row, column, value);
                }
            }

            yield return row with { Ago = TimeSpan.FromDays(500) };
        }

        for (var i = 0; i < 4 * Math.Max(1, wishes.Of(table.Name).Count); i++)
        {
            yield return Wished(documents[i % documents.Count], i, null);
        }

        for (var i = 0; i < chance; i++)
        {
            yield return Drawn(documents[i % documents.Count], 3);
        }
    }

    /// <summary>
    /// Many rows at once, of one group or of several, near in time or also long ago: those that should match the rule, those that meet what
    /// the query asks of this table at each place, and some of values by chance.
    /// </summary>
    public IEnumerable<EventRow> Crowd(IReadOnlyList<JsonObject> documents, int rows, int mode)
    {
        for (var i = 0; i < rows; i++)
        {
            var document = documents[i % documents.Count];
            var row = (mode % 3 == 2 ? i % 4 : 3) switch
            {
                0 => Positive(document),
                1 => Drawn(document, int.MaxValue),
                _ => Wished(document, i, mode % 2 == 1 ? $"v{i}" : null, mode % 4 >= 2 ? new Random(mode) : null),
            };
            var isFar = mode >= 4 && i % 3 == 2;
            yield return row with { Ago = isFar ? TimeSpan.FromMinutes(random.Next(60, 28_000)) : mode % 4 < 2 ? TimeSpan.FromSeconds(random.Next(20, 230)) : TimeSpan.FromMinutes(random.Next(1, 50)) };
        }
    }

    /// <summary>Rows that come as far as to where columns are made of what is found in them.</summary>
    public IEnumerable<EventRow> Unpacked(JsonNode source) => wishes.Unpacked(table.Name).Select(w => wishes.Grant(w, random).Where(g => table.Types.GetValueOrDefault(g.Path.Split('.')[0]) is not null and not "datetime")
        .Aggregate(values.Keys.SelectMany(values.PathsOf).Where(k => table.Types.GetValueOrDefault(k.Split('.')[0]) is "string" or "dynamic").Aggregate(Empty(source), (r, k) => Put(r, k, "qqq")), (r, g) => Put(r, g.Path, g.Value)));

    /// <summary>What was usual for two weeks, an event each hour, and then many at once: what series are searched for.</summary>
    public IEnumerable<EventRow> Burst(IReadOnlyList<JsonObject> documents, int mode)
    {
        for (var hour = 0; hour < 14 * 24; hour++)
        {
            yield return Wished(documents[0], hour, null, new Random(mode)) with { Ago = TimeSpan.FromHours(hour) + TimeSpan.FromMinutes(20) };
        }

        for (var i = 0; i < 400; i++)
        {
            yield return Wished(documents[0], i, mode % 2 == 1 ? $"v{i}" : null, new Random(mode)) with { Ago = TimeSpan.FromHours(mode < 2 ? 3 : 20) + TimeSpan.FromSeconds(i) };
        }
    }

    // A row that meets what the query asks at one of the places where it reads the table; what is counted may differ from row to row.
    private EventRow Wished(JsonObject document, int number, string? counted, Random? alike = null)
    {
        var places = wishes.Of(table.Name);
        var row = values.Mentioned.Where(c => table.Types.GetValueOrDefault(c) is "string" or "int" or "long" && !values.Expanded.Contains(c)).Except(Placed).Order(StringComparer.Ordinal).Concat(_used)
            .Aggregate(Empty(document["logsource"]!), (r, c) => At(r, c).Length > 0 && !_used.Contains(c) ? r : Put(r, c, Something(c)));
        if (counted is not null)
        {
            row = values.Counted.Where(c => table.Types.GetValueOrDefault(c.Split('.')[0]) is not null and not "datetime").Aggregate(row, (r, c) => Put(r, c, Something(c) switch
            {
                "77" => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
                "qqq" => counted,
                var parts when values.Separators.TryGetValue(c, out var sign) && parts.Contains(sign, StringComparison.Ordinal) => string.Join(sign, counted, "qqq", "qqq"),
                _ => $"203.0.113.{number % 250}",
            }));
        }

        return places.Count == 0 ? row : wishes.Grant(places[number % places.Count], alike ?? random)
            .Where(g => table.Types.GetValueOrDefault(g.Path.Split('.')[0]) is not null and not "datetime").Aggregate(row, (r, g) => g.Value == "qqq" && At(r, g.Path).Length > 0 ? r : Put(r, g.Path, g.Value));
    }

    // Values of the query by chance; one of so many changed.
    private EventRow Drawn(JsonObject document, int changed)
    {
        var row = Empty(document["logsource"]!);
        foreach (var column in _used)
        {
            var given = Any(column);
            row = Put(row, column, random.Next(changed) == 0 ? Variants(given, column).OrderBy(_ => random.Next()).First() : given);
        }

        return row;
    }

    /// <summary>
    /// A row that should satisfy a document; what the document does not ask is now empty, now something. Rows of equal
    /// <paramref name="alike"/> are alike.
    /// </summary>
    public EventRow Positive(JsonObject document, Random? alike = null)
    {
        var choices = alike ?? random;
        var start = _used.Where(_ => choices.Next(3) > 0).Aggregate(Empty(document["logsource"]!), (row, column) => Put(row, column, Something(column)));
        return Whole(Satisfier.Satisfy(start, document, choices));
    }

    /// <summary>A row that says nothing but where it comes from.</summary>
    public EventRow Empty(JsonNode source)
    {
        var bare = new EventRow(table.Name, ImmutableDictionary.Create<string, object?>(StringComparer.Ordinal), random.Next(2) == 0, TimeSpan.FromMinutes(random.Next(1, 50)));
        var row = values.Split.Where(s => table.Types.GetValueOrDefault(s.Key.Split('.')[0]) is "string" or "dynamic" && !Paths.Any(p => p.Path == s.Key || p.Name == s.Key)).Aggregate(bare, (r, s) => Put(r, s.Key, s.Value));
        var category = (string?)source["category"];
        return table.Name switch
        {
            "DeviceProcessEvents" => row.With("ActionType", "ProcessCreated"),
            "DeviceImageLoadEvents" => row.With("ActionType", "ImageLoaded"),
            "DeviceNetworkEvents" => row.With("ActionType", "ConnectionSuccess"),
            "DeviceLogonEvents" => row.With("ActionType", "LogonSuccess"),
            "DeviceFileEvents" => row.With("ActionType", category switch { "file_change" => "FileModified", "file_delete" => "FileDeleted", "file_rename" => "FileRenamed", _ => "FileCreated" }),
            "DeviceRegistryEvents" => row.With("ActionType", category switch { "registry_add" => "RegistryKeyCreated", "registry_delete" => "RegistryKeyDeleted", "registry_rename" => "RegistryKeyRenamed", _ => "RegistryValueSet" }),
            "DeviceEvents" => row.With("ActionType", category switch { "dns_query" => "DnsQueryResponse", "pipe_created" => "NamedPipeEvent", "driver_load" => "DriverLoad", "create_remote_thread" => "CreateRemoteThreadApiCall", "ps_script" => "PowerShellCommand", _ => "OpenProcessApiCall" }),
            "SecurityEvent" => row.With("EventID", category == "process_creation" ? "4688" : "4624"),
            "Cisco_Umbrella" => row.With("EventType", category switch { "dns" => "dnslogs", "firewall" => "cloudfirewalllogs", _ => "proxylogs" }),
            "DnsEvents" => row.With("SubType", "LookupQuery"),
            "CommonSecurityLog" => row.With("DeviceVendor", category == "proxy" ? "Zscaler" : "Fortinet"),
            "Event" => Channel(row, "EventLog", (string?)source["service"], category),
            "WindowsEvent" => Channel(row, "Channel", (string?)source["service"], category),
            _ => row,
        };
    }

    private static EventRow Channel(EventRow row, string column, string? service, string? category) => row.With("EventID", category == "process_creation" ? "1" : "11").With(column, service switch
    {
        null when category is null => "Application",
        null or "sysmon" => "Microsoft-Windows-Sysmon/Operational",
        "powershell" => "Microsoft-Windows-PowerShell/Operational",
        "taskscheduler" => "Microsoft-Windows-TaskScheduler/Operational",
        "windefend" => "Microsoft-Windows-Windows Defender/Operational",
        "dns-server" => "DNS Server",
        _ => char.ToUpperInvariant(service[0]) + service[1..],
    });

    private string Any(string column)
    {
        var known = values.Of(column);
        var value = known.Count == 0 || random.Next(6) == 0 ? Something(column) : known[random.Next(known.Count)];
        return IsNetwork(value, out var inside) ? inside : value.StartsWith('(') || value.Contains(@"\s", StringComparison.Ordinal) || value.Contains(".*", StringComparison.Ordinal) ? PatternSample.Of(value, random) ?? value : value;
    }

    private static bool IsNetwork(string value, out string inside)
    {
        inside = "";
        if (!IPNetwork.TryParse(value, out var network))
        {
            return false;
        }

        var bytes = network.BaseAddress.GetAddressBytes();
        bytes[^1] |= 1;
        inside = new IPAddress(bytes).ToString();
        return true;
    }

    // What a source's rows always have is there already.
    private static readonly string[] Placed = ["ActionType", "EventID", "EventLog", "Channel", "Source", "Provider", "SubType", "DeviceVendor", "EventType", "EventData", "ExtendedProperties"];

    private string Something(string column) => values.Urls.Contains(column) ? "https://qqq.example.com/q?x=1" : values.Split.TryGetValue(column, out var parts) ? parts : IsAccount(column) && values.Separators.ContainsValue("@") ? "qqq@qqq@qqq" : table.Types.GetValueOrDefault(column) is "int" or "long" or "real" ? values.Summed.Contains(column) ? "99999999" : "77" : IsAddress(column) ? "203.0.113.9" : "qqq";

    // Whoever splits one name of a user joins it with others.
    private static bool IsAccount(string column) => column.EndsWith("UPN", StringComparison.OrdinalIgnoreCase) || column.EndsWith("UserPrincipalName", StringComparison.OrdinalIgnoreCase);

    private static bool IsAddress(string column) => column.EndsWith("IP", StringComparison.Ordinal) || column.EndsWith("IpAddr", StringComparison.Ordinal) || column.EndsWith("IPAddress", StringComparison.OrdinalIgnoreCase);

    // Every row has a computer.
    private static readonly HashSet<string> Given = new(StringComparer.Ordinal) { "Computer", "DeviceName", "DeviceId" };

    // Columns of few values, which are always written alike.
    private static readonly HashSet<string> Enumerated = new(StringComparer.Ordinal) { "ActionType", "EventLog", "Channel", "SubType", "DeviceVendor", "DeviceProduct", "LogonTypeName" };

    private static string?[] Variants(string value, string column)
    {
        if (Enumerated.Contains(column))
        {
            return [value, "other", "another", ""];
        }

        string?[] all =
        [
            value, "zz" + value, value + "zz", $"a {value} b", $"a_{value}_b", $"é{value}é", value.ToUpperInvariant(), value.ToLowerInvariant(), value.Length > 1 ? value[..^1] : "q", "", null, "other",
            .. column.Contains("ip", StringComparison.OrdinalIgnoreCase) ? ["10.0.0.7", "203.0.113.9"] : Array.Empty<string>(),
        ];
        return long.TryParse(value, out var number) ? [.. all, (number + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), (number - 1).ToString(System.Globalization.CultureInfo.InvariantCulture)] : all;
    }

    private static string At(EventRow row, string column) => Found(row, column) as string ?? "";

    private static object? Found(EventRow row, string column)
    {
        object? at = row.Cells.GetValueOrDefault(column.Split('.')[0]);
        foreach (var key in column.Split('.').Skip(1))
        {
            at = (at as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault(key);
        }

        return at;
    }

    private EventRow Put(EventRow row, string column, string? value)
    {
        var type = table.Types[column.Split('.')[0]];
        if (column.Contains('.', StringComparison.Ordinal))
        {
            // A field of the text may have a column too.
            if (table.Name == "SecurityEvent" && column[(column.IndexOf('.', StringComparison.Ordinal) + 1)..] is var field && values.EventFields.Contains(field) && table.Types.ContainsKey(field))
            {
                row = Put(row, field, value);
            }

            // Anything is less than what is in there already.
            return value == "qqq" && Found(row, column) is IReadOnlyDictionary<string, object?> ? row : FieldColumns.Put(row, column, value);
        }

        value = Given.Contains(column) && string.IsNullOrEmpty(value) ? "host" : value;
        var fits = type switch { "int" or "long" => long.TryParse(value, out var n) && (type == "long" || n is >= int.MinValue and <= int.MaxValue), "real" => double.TryParse(value, out _), "bool" => bool.TryParse(value, out _), "guid" => Guid.TryParse(value, out _), _ => true };
        return Synced(row.With(column, fits ? type == "bool" ? value?.ToLowerInvariant() : value : type == "string" ? "" : null), column);
    }

    /// <summary>The row with columns that the table has, and with those that follow from others.</summary>
    public EventRow Whole(EventRow row)
    {
        var kept = row with { Cells = row.Cells.Where(c => table.Types.TryGetValue(c.Key, out var type) && type != "datetime").ToImmutableDictionary(StringComparer.Ordinal) };
        return kept.Cells.Keys.Order(StringComparer.Ordinal).Aggregate(kept, (r, c) => r.Cells[c] is string text ? Put(r, c, text) : r);
    }

    // A file name is the end of its path, an account its domain and user.
    private EventRow Synced(EventRow row, string column)
    {
        foreach (var (path, name) in Paths.Where(p => table.Types.ContainsKey(p.Path) && table.Types.ContainsKey(p.Name)))
        {
            if (column == path)
            {
                return row.With(name, row.Text(path)[(row.Text(path).LastIndexOfAny(['\\', '/']) + 1)..]);
            }

            if (column == name)
            {
                var plain = row.Text(name)[(row.Text(name).LastIndexOfAny(['\\', '/']) + 1)..];
                var old = row.Text(path);
                var folder = old.LastIndexOfAny(['\\', '/']) is > 0 and var at ? old[..(at + 1)] : @"C:\Data\";
                return row.With(name, plain).With(path, plain.Length == 0 ? "" : folder + plain);
            }
        }

        if (column == "LogonTypeName")
        {
            return row.With("LogonType", int.TryParse(row.Text(column).Split(" - ")[0], out var type) ? $"{type}" : null);
        }

        if (column == "LogonType" && table.Types.ContainsKey("LogonTypeName"))
        {
            return row.With("LogonTypeName", row.Text(column).Length == 0 ? "" : row.Text(column) == "3" ? "3 - Network" : row.Text(column) + " - Other");
        }

        foreach (var (one, other) in Twins.Where(t => table.Types.ContainsKey(t.Item2) && (t.Item1 == column || t.Item2 == column)))
        {
            return row.With(one == column ? other : one, row.Text(column));
        }

        foreach (var who in new[] { "Target", "Subject" })
        {
            if (column == who + "Account")
            {
                var slash = row.Text(column).IndexOf('\\', StringComparison.Ordinal);
                return slash < 0 ? row.With(column, "\\" + row.Text(column)).With(who + "DomainName", "").With(who + "UserName", row.Text(column))
                    : row.With(who + "DomainName", row.Text(column)[..slash]).With(who + "UserName", row.Text(column)[(slash + 1)..]);
            }

            if (column == who + "UserName" || column == who + "DomainName")
            {
                return row.With(who + "Account", $"{row.Text(who + "DomainName")}\\{row.Text(who + "UserName")}");
            }
        }

        return row;
    }
}
