using System.Text.Json;

namespace ContentGen.Cli.Output;

/// <summary>The paths that a manifest lists; none when it is no manifest.</summary>
internal static class ManifestPaths
{
    public static IReadOnlyList<string> Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("artifacts", out var artifacts) && artifacts.ValueKind == JsonValueKind.Array
                ? [.. artifacts.EnumerateArray().Select(PathOf).OfType<string>()]
                : [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    /// <summary>A list of paths in the manifest's form.</summary>
    public static byte[] Write(IEnumerable<string> paths) =>
        JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["artifacts"] = paths.Select(p => new Dictionary<string, string> { ["path"] = p }).ToArray() });

    private static string? PathOf(JsonElement artifact) =>
        artifact.ValueKind == JsonValueKind.Object && artifact.TryGetProperty("path", out var path) && path.ValueKind == JsonValueKind.String ? path.GetString() : null;
}
