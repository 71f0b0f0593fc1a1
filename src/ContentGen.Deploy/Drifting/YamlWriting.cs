using System.Text.Json;
using System.Text.Json.Nodes;
using ContentGen.Core.Yaml;

namespace ContentGen.Deploy.Drifting;

/// <summary>Values as new YAML: plain where that is safe, quoted where it is not, blocks for texts of several lines.</summary>
internal static class YamlWriting
{
    /// <summary>A key with its value, as lines without their ends; the first one has the indentation too.</summary>
    public static IEnumerable<string> Entry(string property, JsonNode value, int indent)
    {
        var blank = new string(' ', indent);
        var key = Key(property);
        return value switch
        {
            JsonObject o => [$"{blank}{key}:", .. o.SelectMany(p => Entry(p.Key, p.Value!, indent + 2))],
            JsonArray a => [$"{blank}{key}:", .. a.SelectMany(i => Item(property, i!, indent + 2))],
            _ when Text(property, value) is var text && text.Contains('\n', StringComparison.Ordinal) => [.. Block($"{blank}{key}: ", text, indent + 2)],
            _ => [$"{blank}{key}: {Scalar(property, value)}"],
        };
    }

    /// <summary>An item of a list, as lines; the dash stands at the indentation.</summary>
    public static IEnumerable<string> Item(string property, JsonNode value, int indent)
    {
        if (value is not JsonObject o)
        {
            return [$"{new string(' ', indent)}- {Scalar(property, value)}"];
        }

        var lines = o.SelectMany(p => Entry(p.Key, p.Value!, indent + 2)).ToList();
        lines[0] = $"{new string(' ', indent)}- {lines[0].TrimStart()}";
        return lines;
    }

    /// <summary>A value between brackets and braces, on one line.</summary>
    public static string Flow(string property, JsonNode value) => value switch
    {
        JsonObject o => $"{{{string.Join(", ", o.Select(p => $"{Key(p.Key)}: {Flow(p.Key, p.Value!)}"))}}}",
        JsonArray a => $"[{string.Join(", ", a.Select(i => Flow(property, i!)))}]",
        _ => Scalar(property, value),
    };

    /// <summary>A scalar on one line.</summary>
    public static string Scalar(string property, JsonNode value) => value.GetValueKind() == JsonValueKind.String ? YamlText.Scalar(Text(property, value)) : Text(property, value);

    /// <summary>A text of several lines behind its key: a literal block that keeps every character of it but its last line's end.</summary>
    public static IEnumerable<string> Block(string head, string text, int indent)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        // Where the first line starts with a blank, the header has to say how far the block is indented.
        var header = lines.First(l => l.Length > 0)[0] is ' ' or '\t' ? "|2" : "|";
        return [head + header, .. lines.Select(l => l.Length == 0 ? "" : new string(' ', indent) + l)];
    }

    private static string Key(string property) => YamlText.Scalar(RuleKey.Of(property).Name);

    private static string Text(string property, JsonNode value) => RuleKey.Write(property, value, "") ?? "";
}
