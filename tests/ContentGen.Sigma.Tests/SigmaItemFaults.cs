using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ContentGen.Sigma.Tests;

/// <summary>Faults of one item of a detection: modifiers that are unknown or do not go together, values that they do not take.</summary>
internal static class SigmaItemFaults
{
    private static readonly HashSet<string> Modifiers = ["all", "contains", "startswith", "endswith", "re", "i", "m", "s", "cased", "cidr", "exists", "lt", "lte", "gt", "gte", "expand", "neq", "fieldref"];

    // Event numbers that have a log source of their own.
    private static readonly HashSet<int> OfSysmon = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 255];

    public static IEnumerable<string> Of(string key, JsonNode? value, JsonObject source)
    {
        var parts = key.Split('|');
        var modifiers = parts[1..];
        if (parts[0].Length == 0 || modifiers.Any(m => !Modifiers.Contains(m)) || modifiers.Distinct().Count() < modifiers.Length || (modifiers.Contains("all") && !modifiers.Contains("contains"))
            || modifiers.Count(m => m is "contains" or "startswith" or "endswith" or "re" or "cidr" or "exists" or "lt" or "lte" or "gt" or "gte" or "expand" or "fieldref") > 1
            || (modifiers.Any(m => m is "i" or "m" or "s") && modifiers[0] != "re") || (modifiers.Any(m => m is "re" or "cidr" or "exists") && modifiers[0] is not ("re" or "cidr" or "exists")))
        {
            yield return "its modifiers";
        }

        if (parts[0].Contains(' ', StringComparison.Ordinal))
        {
            yield return "a space in its name";
        }

        // The category says which events these are, but for those of several numbers.
        if (parts[0] is "EventID" or "Channel" && (string?)source["product"] == "windows" && (string?)source["category"] is not (null or "ps_script" or "ps_module" or "registry_event" or "pipe_created" or "wmi_event" or "sysmon_status"))
        {
            yield return "a field that the log source implies";
        }

        var values = value is JsonArray list ? list.ToList() : [value];
        var isCased = modifiers.Any(m => m is "re" or "cased" or "base64" or "base64offset");
        if (values.Count == 0 || (value is JsonArray { Count: 1 }) || (values.Count < 2 && modifiers.Contains("all")) || values.Select(v => isCased ? v?.ToJsonString() : Folded(v?.ToString())).Distinct().Count() < values.Count)
        {
            yield return "its list of values";
        }

        foreach (var one in values)
        {
            foreach (var fault in Value(parts[0], modifiers, one, source))
            {
                yield return $"{fault}: {one?.ToJsonString()}";
            }
        }
    }

    private static IEnumerable<string> Value(string field, string[] modifiers, JsonNode? value, JsonObject source)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        var wanted = modifiers.FirstOrDefault(m => m is not ("all" or "neq")) switch
        {
            null => kind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False,
            "lt" or "lte" or "gt" or "gte" => kind == JsonValueKind.Number,
            "exists" => kind is JsonValueKind.True or JsonValueKind.False,
            _ => kind == JsonValueKind.String,
        };
        if (!wanted)
        {
            yield return "a value of a type that the modifiers do not take";
            yield break;
        }

        if (kind == JsonValueKind.Number && field == "EventID" && source["category"] is null && (string?)source["product"] == "windows" && modifiers.Length == 0 && int.TryParse(value!.ToJsonString(), out var number)
            && ((string?)source["service"] == "sysmon" ? OfSysmon.Contains(number) : (string?)source["service"] == "security" && number == 4688))
        {
            yield return "an event that has a log source of its own";
        }

        if (kind != JsonValueKind.String)
        {
            yield break;
        }

        var text = (string)value!;
        if (field is "Hashes" or "Hash" && !modifiers.Contains("re") && !IsHash(text))
        {
            yield return "no hash with its kind";
        }

        if (modifiers.Contains("re"))
        {
            if (!Compiles(text))
            {
                yield return "no regular expression";
            }
        }
        else if (modifiers.Contains("cidr"))
        {
            if (!IPNetwork.TryParse(text, out _))
            {
                yield return "no network";
            }
        }
        else
        {
            foreach (var fault in Text(text, modifiers))
            {
                yield return fault;
            }
        }
    }

    // As far as ASCII goes: of other letters a rule may have both.
    private static string Folded(string? text) => text is null ? "null" : "=" + string.Concat(text.Select(c => char.IsAscii(c) ? char.ToLowerInvariant(c) : c));

    private static bool IsHash(string text) => text.Split('=') is [var kind, var hash]
        && kind switch { "MD5" or "IMPHASH" => 32, "SHA1" => 40, "SHA256" => 64, _ => -1 } == hash.Length && hash.All(char.IsAsciiHexDigit);

    private static IEnumerable<string> Text(string text, string[] modifiers)
    {
        // What is left of wildcards when escapes are taken away.
        var plain = Regex.Replace(text, @"\\[*?\\]", "e");
        if (plain.Contains("**", StringComparison.Ordinal))
        {
            yield return "two wildcards";
        }

        if (modifiers.All(m => m == "cased") && Regex.IsMatch(text, @"\A\s*[+-]?\d+(_\d+)*\s*\z") && !text.Contains(' ', StringComparison.Ordinal))
        {
            yield return "a number as text";
        }

        if (text.Any(c => c < 31))
        {
            yield return "a control character";
        }

        if (plain.Contains('*', StringComparison.Ordinal) && !Regex.IsMatch(plain.Length > 2 ? plain[1..^1] : "", @"[*?]"))
        {
            yield return "a wildcard instead of a modifier";
        }

        if (text.Length == 0 && modifiers.Length > 0)
        {
            yield return "nothing";
        }
    }

    private static bool Compiles(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

            // What .NET has and Python lacks, and what the specification leaves out: inline flags, lookaround, escapes of other letters.
            return pattern.Length > 0 && !Regex.IsMatch(pattern, @"(?<!\\)(\\\\)*(\(\?(?!:)|\\(?![ABDSWbdswnrtfvaxuU])[A-Za-z])");
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
