using System.Text.Json;

namespace ContentGen.Deploy.Service;

/// <summary>
/// The bodies of errors: <c>{error: {code, message, details}}</c>, the same without the wrapper, and those of deployments, whose
/// innermost message is JSON text again.
/// </summary>
internal static class ErrorBody
{
    private const int Depth = 8;
    private const int Longest = 2_000;

    /// <summary>Code and message of the innermost error; empty texts when the body is none that we know.</summary>
    public static (string Code, string Message) Read(ReadOnlySpan<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body.ToArray());
            return Innermost(json.RootElement, Depth);
        }
        catch (JsonException)
        {
            return ("", "");
        }
    }

    public static (string Code, string Message) Innermost(JsonElement element, int depth = Depth)
    {
        if (depth == 0 || element.ValueKind != JsonValueKind.Object)
        {
            return ("", "");
        }

        if (element.TryGetProperty("error", out var error))
        {
            return Innermost(error, depth - 1);
        }

        if (element.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Array && details.GetArrayLength() > 0)
        {
            var inner = Innermost(details[0], depth - 1);
            if (inner.Message.Length > 0)
            {
                return inner;
            }
        }

        var (code, message) = (Text(element, "code"), Text(element, "message"));
        if (message.TrimStart().StartsWith('{') && Read(System.Text.Encoding.UTF8.GetBytes(message)) is { Message.Length: > 0 } nested)
        {
            return nested;
        }

        return (code, message.Length > Longest ? message[..Longest] + "..." : message);
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
