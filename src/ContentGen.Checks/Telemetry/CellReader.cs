using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContentGen.Core.Time;
using ContentGen.Core.Yaml;

namespace ContentGen.Checks.Telemetry;

/// <summary>A cell as written to a value of its column's type.</summary>
internal static class CellReader
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>False when the column cannot hold it; nothing is an empty cell of any type.</summary>
    public static bool TryRead(YamlNode node, string type, DateTimeOffset now, out object? value)
    {
        value = null;
        if (node is YamlScalar { IsNull: true })
        {
            return true;
        }

        if (type == "dynamic")
        {
            value = Dynamic(node);
            return true;
        }

        if (node is not YamlScalar scalar)
        {
            // Bags and lists arrive in text columns as their JSON.
            value = type == "string" ? JsonSerializer.Serialize(Dynamic(node), Json) : null;
            return value is not null;
        }

        return TryReadText(scalar.Value, type, now, out value);
    }

    /// <summary>The same of a text, such as a field of an event.</summary>
    public static bool TryReadText(string text, string type, DateTimeOffset now, out object? value)
    {
        value = type switch
        {
            "string" => text,
            "dynamic" => FromJson(text) ?? text,
            _ => Typed(text.Trim(), type, now),
        };
        return value is not null;
    }

    /// <summary>The type that a cell has by its own looks, for columns that no schema names.</summary>
    public static string Guess(YamlNode node) => node is not YamlScalar scalar ? "dynamic" : Plain(scalar) switch
    {
        bool => "bool",
        long => "long",
        double => "real",
        _ => "string",
    };

    private static object? Typed(string text, string type, DateTimeOffset now) => type switch
    {
        "int" => Whole(text) is { } number and >= int.MinValue and <= int.MaxValue ? number : null,
        "long" => Whole(text),
        "real" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real : null,
        "decimal" => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact : null,
        "bool" => bool.TryParse(text, out var truth) ? truth : text is "0" or "1" ? text == "1" : null,
        "datetime" => TestTime.TryParse(text, now),
        "timespan" => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) ? span : RuleDuration.TryParse(text),
        "guid" => Guid.TryParse(text, out var guid) ? guid : null,
        _ => text,
    };

    private static long? Whole(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number) ? number
        : null;

    private static object? Dynamic(YamlNode node) => node switch
    {
        YamlScalar { IsNull: true } => null,
        YamlScalar scalar => scalar.Value.TrimStart() is ['{' or '[', ..] && FromJson(scalar.Value) is { } parsed ? parsed : Plain(scalar),
        YamlSequence list => list.Items.Select(Dynamic).ToList(),
        YamlMapping mapping => mapping.Entries.ToDictionary(e => e.Key.Value, e => Dynamic(e.Value), StringComparer.Ordinal),
        _ => null,
    };

    // What a plain scalar is by YAML's core schema; in quotes it is text.
    private static object Plain(YamlScalar scalar) => scalar.Style != YamlScalarStyle.Plain ? scalar.Value
        : scalar.Value is "true" or "false" ? scalar.Value == "true"
        : long.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : double.TryParse(scalar.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var real) ? real
        : scalar.Value;

    private static object? FromJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return FromJson(json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static object? FromJson(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDouble(),
        JsonValueKind.Array => value.EnumerateArray().Select(FromJson).ToList(),
        JsonValueKind.Object => value.EnumerateObject().DistinctBy(p => p.Name).ToDictionary(p => p.Name, p => FromJson(p.Value), StringComparer.Ordinal),
        _ => null,
    };
}
