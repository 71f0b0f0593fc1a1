using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContentGen.Deploy.Reporting;

/// <summary>Text from elsewhere as a terminal may show it: no control characters, no line that it did not ask for.</summary>
internal static class PlainText
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Line(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = line.Append(char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') ? ' ' : c);
        }

        return line.ToString();
    }

    /// <summary>A value of a resource on one line; an absent one is a dash.</summary>
    public static string Value(JsonNode? value) => value switch
    {
        null => "-",
        JsonValue v when v.GetValueKind() == JsonValueKind.String => Line(v.GetValue<string>()),
        _ => Line(value.ToJsonString(Relaxed)),
    };

    /// <summary>True for a text of several lines, which is shown as a difference of lines.</summary>
    public static bool IsLong(JsonNode? value) =>
        value is JsonValue v && v.GetValueKind() == JsonValueKind.String && v.GetValue<string>() is var text && (text.Contains('\n', StringComparison.Ordinal) || text.Length > 100);
}
