using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ContentGen.Checks.Telemetry.Events;

/// <summary>A column's value made of an event's field.</summary>
internal static partial class EventCell
{
    private static readonly (string Short, string Long)[] Hives =
    [
        (@"HKLM\", @"HKEY_LOCAL_MACHINE\"), (@"HKU\", @"HKEY_USERS\"), (@"HKCU\", @"HKEY_CURRENT_USER\"), (@"HKCR\", @"HKEY_CLASSES_ROOT\"), (@"HKCC\", @"HKEY_CURRENT_CONFIG\"),
    ];

    /// <summary>Null where the field does not say.</summary>
    public static string? Make(EventColumn column, WindowsRecord record)
    {
        if (column.How is ['=', .. var constant])
        {
            return constant;
        }

        var value = column.Field is ['@', .. var head] ? (head == "Computer" ? record.Computer : record.Head.GetValueOrDefault(head, "")) : record[column.Field];
        return value.Length == 0 || value == "-" ? null : Made(column, value);
    }

    private static string? Made(EventColumn column, string value) => column.How switch
    {
        "lower" => value.ToLowerInvariant(),
        "base-name" => value[(value.LastIndexOf('\\') + 1)..],
        "account" => value[(value.LastIndexOf('\\') + 1)..],
        "domain" => value.LastIndexOf('\\') is var at and > 0 ? value[..at] : null,
        "hash" => Hash().Matches(value).FirstOrDefault(m => m.Groups["name"].Value == column.Column)?.Groups["value"].Value.ToLowerInvariant(),
        "json" => Bag(column.Field, value),
        ['j', 's', 'o', 'n', ':', .. var name] => Bag(name, value),
        ['b', 'e', 'l', 'o', 'w', ' ', .. var key] => $@"{key}\{value}",
        "registry-whole" => LongHive(value),
        "registry-key" => value.LastIndexOf('\\') is var at and > 0 ? LongHive(value[..at]) : null,
        "registry-data" => Data(value),
        "registry-type" => value.StartsWith("DWORD", StringComparison.Ordinal) ? "Dword" : value.StartsWith("QWORD", StringComparison.Ordinal) ? "Qword" : value == "Binary Data" ? "Binary" : "String",
        ['{', .. var choices, '}'] => choices.Split(',').Select(c => c.Split(':')).FirstOrDefault(c => c[0].Equals(value, StringComparison.OrdinalIgnoreCase))?[1],
        _ => value,
    };

    private static string Bag(string name, string value) => JsonSerializer.Serialize(new Dictionary<string, string> { [name] = value });

    private static string LongHive(string key)
    {
        var hive = Hives.FirstOrDefault(h => key.StartsWith(h.Short, StringComparison.OrdinalIgnoreCase));
        return hive.Short is null ? key : hive.Long + key[hive.Short.Length..];
    }

    // Sysmon writes numbers as DWORD (0x00000001) and does not write binary data at all.
    private static string? Data(string details) => Number().Match(details) is { Success: true } number
        ? ulong.Parse(number.Groups["low"].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
        : details == "Binary Data" ? null : details == "(Empty)" ? "" : details;

    [GeneratedRegex("(?<name>MD5|SHA1|SHA256)=(?<value>[0-9A-Fa-f]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Hash();

    [GeneratedRegex(@"\A[DQ]WORD \((0x[0-9A-Fa-f]{8}-)?0x(?<low>[0-9A-Fa-f]{1,16})\)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
