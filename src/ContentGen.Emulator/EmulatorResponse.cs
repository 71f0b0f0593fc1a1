using System.Text.Json.Nodes;

namespace ContentGen.Emulator;

/// <summary>An answer, and how far it gets.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Body">Null: none.</param>
internal sealed record EmulatorResponse(int Status, JsonNode? Body)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public ResponseEnd End { get; init; }

    /// <summary>How long it takes.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>A CloudError.</summary>
    public static EmulatorResponse Error(int status, string code, string message) =>
        new(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });
}
