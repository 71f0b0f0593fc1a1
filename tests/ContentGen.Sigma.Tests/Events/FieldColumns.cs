namespace ContentGen.Sigma.Tests.Events;

/// <summary>The other way round: which cells give an event a wanted value in a field.</summary>
internal static class FieldColumns
{
    public static EventRow Set(EventRow row, string field, string value)
    {
        var table = row.Table;
        if (table.StartsWith("Device", StringComparison.Ordinal))
        {
            switch (field)
            {
                case "User" or "ParentUser":
                    var prefix = table == "DeviceProcessEvents" && field == "User" ? "Account" : "InitiatingProcessAccount";
                    var slash = value.IndexOf('\\', StringComparison.Ordinal);
                    return row.With(prefix + "Domain", slash < 0 ? "CONTOSO" : value[..slash]).With(prefix + "Name", value[(slash + 1)..]);
                case "TargetObject":
                    var last = value.LastIndexOf('\\');
                    return row.With("RegistryKey", Long(last < 0 ? "" : value[..last])).With("RegistryValueName", value[(last + 1)..]);
                case "Details" when System.Text.RegularExpressions.Regex.Match(value, @"\A(D|Q)WORD \(0x([0-9a-fA-F]{8})(?:-0x([0-9a-fA-F]{8}))?\)\z") is { Success: true } number:
                    return row.With("RegistryValueType", number.Groups[1].Value == "D" ? "Dword" : "Qword")
                        .With("RegistryValueData", Convert.ToUInt64(number.Groups[2].Value + number.Groups[3].Value, 16).ToString(System.Globalization.CultureInfo.InvariantCulture));
                case "Hashes":
                    var parts = value.Split('=');
                    return parts.Length == 2 ? row.With(parts[0].ToUpperInvariant(), parts[1]) : row;
                case "Initiated":
                    return row.With("ActionType", value == "true" ? "ConnectionSuccess" : "InboundConnectionAccepted");
                case "EventType":
                    return row.With("ActionType", value switch { "SetValue" => "RegistryValueSet", "CreateKey" => "RegistryKeyCreated", "DeleteKey" => "RegistryKeyDeleted", "RenameKey" => "RegistryKeyRenamed", _ => value });
                case "EventID" when table == "DeviceLogonEvents":
                    return row.With("ActionType", value == "4624" ? "LogonSuccess" : "LogonFailed");
                case "LogonType":
                    return row.With("LogonType", value switch { "2" => "Interactive", "3" => "Network", "10" => "RemoteInteractive", _ => value });
                case "GrandParentImage" or "ParentImage" when field == "GrandParentImage" || table != "DeviceProcessEvents":
                    return row.With("InitiatingProcessParentFileName", value[(value.LastIndexOf('\\') + 1)..]);
                case "SourceImage" or "SourceCommandLine" or "TargetImage":
                    return row.With(field switch { "SourceImage" => "InitiatingProcessFolderPath", "TargetImage" => "FolderPath", _ => "InitiatingProcessCommandLine" }, value);
                case "ImageLoaded":
                    return row.With("FolderPath", value);
                case "Computer":
                    return row.With("DeviceName", value);
            }
        }

        if (table == "SecurityEvent" && field is "Image" or "ParentImage")
        {
            return row.With(field == "Image" ? "NewProcessName" : "ParentProcessName", value);
        }

        var column = table is "Event" or "WindowsEvent" ? field switch { "EventID" or "Computer" => field, "Channel" => table == "Event" ? "EventLog" : "Channel", "Provider_Name" => table == "Event" ? "Source" : "Provider", _ => "EventData." + field }
            : EventModel.SameNames.Contains(table) ? MappingFacts.Of(table, "").Select(m => m.Field == field ? m.Column : m.Column == field ? field : null).OrderBy(c => c == field ? 0 : 1).FirstOrDefault(c => c is not null) ?? field
            : EventModel.NamedColumn(table, field) ?? MappingFacts.Of(table, "").Where(m => m.Field == field).Select(m => m.Column).FirstOrDefault() ?? field;
        return Put(row, column, value);
    }

    /// <summary>A cell, or a place inside of a dynamic one: <c>Properties.user</c>.</summary>
    public static EventRow Put(EventRow row, string column, string? value)
    {
        var path = column.Split('.');
        return row.With(path[0], path.Length == 1 ? value : Inner(row.Cells.GetValueOrDefault(path[0]), path.AsSpan(1), value));
    }

    private static Dictionary<string, object?> Inner(object? at, ReadOnlySpan<string> path, string? value)
    {
        var bag = at is IReadOnlyDictionary<string, object?> known ? new Dictionary<string, object?>(known, StringComparer.Ordinal) : new Dictionary<string, object?>(StringComparer.Ordinal);
        bag[path[0]] = path.Length == 1 ? value : Inner(bag.GetValueOrDefault(path[0]), path[1..], value);
        return bag;
    }

    private static string Long(string key) => key.StartsWith("HKLM", StringComparison.OrdinalIgnoreCase) ? "HKEY_LOCAL_MACHINE" + key[4..]
        : key.StartsWith("HKCR", StringComparison.OrdinalIgnoreCase) ? @"HKEY_LOCAL_MACHINE\SOFTWARE\Classes" + key[4..]
        : key.StartsWith("HKU", StringComparison.OrdinalIgnoreCase) ? "HKEY_USERS" + key[3..] : key;
}
