using System.Text;
using System.Text.Json;

namespace ContentGen.Detection.Import;

/// <summary>The values of a JSON text in any of the forms in which events are kept: one, a list, a line each, or one behind another.</summary>
internal static class JsonValues
{
    /// <summary>Objects, lists taken apart. The fault says where the text stops being JSON.</summary>
    public static List<JsonElement> Read(string text, out string? fault)
    {
        var found = new List<JsonElement>();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { AllowMultipleValues = true, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        fault = null;
        try
        {
            while (reader.Read())
            {
                // Some collections put a comma between their objects and no list around them.
                var value = JsonElement.ParseValue(ref reader);
                if (value.ValueKind == JsonValueKind.Array)
                {
                    found.AddRange(value.EnumerateArray());
                }
                else
                {
                    found.Add(value);
                }
            }
        }
        catch (JsonException e)
        {
            fault = $"line {e.LineNumber + 1}: not JSON: {e.Message.Split(" LineNumber")[0]}";
        }
        catch (InvalidOperationException)
        {
            fault = "not JSON: half of a surrogate pair";
        }

        return found;
    }
}
