using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContentGen.Deploy.Model;

/// <summary>A resource of the workspace as it was answered, and its canonical form.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its name in lower case: Azure's names know no case.</param>
/// <param name="Resource">Its name as it was answered.</param>
/// <param name="DisplayName">What people call it.</param>
/// <param name="Etag">As answered, with the quotes that belong to it; null when the answer has none.</param>
/// <param name="Raw">The answer.</param>
/// <param name="Canonical">What it is compared by.</param>
public sealed record ActualResource(ResourceKind Kind, string Id, string Resource, string DisplayName, string? Etag, JsonElement Raw, CanonicalResource Canonical)
{
    // What a client may write of a watchlist (SecurityInsights 2025-07-01-preview).
    private static readonly HashSet<string> WatchlistProperties = new(StringComparer.Ordinal)
    {
        "displayName", "description", "provider", "source", "sourceType", "itemsSearchKey", "contentType", "numberOfLinesToSkip", "rawContent", "labels", "defaultDuration", "watchlistAlias",
    };

    public string Hash => Canonical.Hash;

    public bool IsEnabled => Canonical.Properties["enabled"]?.GetValueKind() == JsonValueKind.True;

    /// <summary>What would have to be written to have this very resource again: all of the answer but what only the service may write.</summary>
    public JsonObject Body() => Kind == ResourceKind.Watchlist ? WatchlistBody() : BodyOf(Raw);

    /// <summary>The same watchlist with rows that are known from elsewhere.</summary>
    public ActualResource WithRows(string? rows) => this with { Canonical = Canonical.WithRows(rows) };

    /// <summary>Null when the answer is no resource.</summary>
    public static ActualResource? Read(ResourceKind kind, JsonElement raw)
    {
        if (raw.ValueKind != JsonValueKind.Object || Text(raw, "name") is not { Length: > 0 } name)
        {
            return null;
        }

        var properties = raw.TryGetProperty("properties", out var p) ? p : default;
        return new ActualResource(kind, name.ToLowerInvariant(), name, Text(properties, "displayName") ?? name, EtagOf(raw), raw, CanonicalResource.Of(kind, raw));
    }

    /// <summary>The etag of an answer: saved searches of older versions write it with a capital letter.</summary>
    internal static string? EtagOf(JsonElement raw) => Text(raw, "etag") ?? Text(raw, "eTag");

    private JsonObject WatchlistBody()
    {
        var properties = BodyOf(Raw)["properties"]!.AsObject();
        foreach (var name in properties.Select(p => p.Key).Where(n => !WatchlistProperties.Contains(n)).ToList())
        {
            _ = properties.Remove(name);
        }

        return new JsonObject { ["properties"] = properties.DeepClone() };
    }

    internal static JsonObject BodyOf(JsonElement raw)
    {
        var body = new JsonObject();
        if (raw.TryGetProperty("kind", out var kind))
        {
            body["kind"] = Copy(kind);
        }

        var properties = Copy(raw.GetProperty("properties"))!.AsObject();
        _ = properties.Remove("lastModifiedUtc");
        body["properties"] = properties;
        return body;
    }

    internal static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonNode? Copy(JsonElement element) => JsonNode.Parse(element.GetRawText());
}
