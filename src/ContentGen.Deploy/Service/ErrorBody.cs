using System.Text.Json;

namespace ContentGen.Deploy.Service;

/// <summary>
/// The bodies of errors: <c>{error: {code, message, details}}</c>, the same without the wrapper, also in capitals, and those of deployments, whose
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
            using var json = JsonDocument.Parse(body is [0xEF, 0xBB, 0xBF, ..] ? body[3..].ToArray() : body.ToArray());
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
            return ("", element.ValueKind == JsonValueKind.String ? Cut(element.GetString()!) : "");
        }

        if (Find(element, "error") is { ValueKind: JsonValueKind.Object or JsonValueKind.String } error)
        {
            return Innermost(error, depth - 1);
        }

        if (Find(element, "details") is { ValueKind: JsonValueKind.Array } details && details.GetArrayLength() > 0)
        {
            var inner = Innermost(details[0], depth - 1);
            if (inner.Message.Length > 0)
            {
                return inner;
            }
        }

        // Of queries: the reason is the innermost (Azure Monitor), or has a name of its own (Kusto's OneApiErrors).
        if (element.TryGetProperty("innererror", out var cause) && Innermost(cause, depth - 1) is { Message.Length: > 0 } reason)
        {
            return reason;
        }

        var (code, message) = (Text(element, "code"), Text(element, "@message") is { Length: > 0 } own ? own : Text(element, "message"));
        if (message.TrimStart().StartsWith('{') && Read(System.Text.Encoding.UTF8.GetBytes(message)) is { Message.Length: > 0 } nested)
        {
            return nested;
        }

        return (code, Cut(message));
    }

    private static string Cut(string message) => message.Length > Longest ? message[..Longest] + "..." : message;

    // OData has a message in a language: {lang, value}.
    private static string Text(JsonElement element, string name) => Find(element, name) is not { } value ? ""
        : value.ValueKind == JsonValueKind.String ? value.GetString()!
        : value.ValueKind == JsonValueKind.Object ? Text(value, "value") : "";

    // Gateways before the service write Error and Message.
    private static JsonElement? Find(JsonElement element, string name)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return property.Value;
            }
        }

        return null;
    }
}
