using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace ContentGen.Core.Content;

/// <summary>The scalar types of Kusto and their other names.</summary>
public static class KustoTypes
{
    public static IReadOnlyList<string> Names { get; } = ["bool", "int", "long", "real", "decimal", "datetime", "timespan", "guid", "string", "dynamic"];

    // What KQL itself takes instead, in declarations too.
    private static readonly FrozenDictionary<string, string> Synonyms = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["boolean"] = "bool", ["double"] = "real", ["date"] = "datetime", ["time"] = "timespan", ["uuid"] = "guid", ["uniqueid"] = "guid",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The type that KQL knows by this word, or null.</summary>
    public static string? Find(string word) => Names.Contains(word) ? word : Synonyms.GetValueOrDefault(word);

    /// <summary>True when a text is a value of the type as people write it in tables; anything is a string, and so is a timespan.</summary>
    public static bool Accepts(string type, string text) => type switch
    {
        "bool" => bool.TryParse(text, out _),
        "int" => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "long" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "real" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        "decimal" => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        "datetime" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        "guid" => Guid.TryParse(text, out _),
        "dynamic" => IsJson(text),
        _ => true,
    };

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
