using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContentGen.Deploy.Model;

/// <summary>
/// A resource of the workspace as it was answered. Of thousands only the hashes are kept beside the answers: the form that they are compared
/// in is made again for those that differ.
/// </summary>
public sealed record ActualResource
{
    // What a client may write of a watchlist (SecurityInsights 2025-07-01-preview).
    private static readonly HashSet<string> WatchlistProperties = new(StringComparer.Ordinal)
    {
        "displayName", "description", "provider", "source", "sourceType", "itemsSearchKey", "contentType", "numberOfLinesToSkip", "rawContent", "labels", "defaultDuration", "watchlistAlias",
    };

    // Of a watchlist: its rows as they are known from elsewhere, if anybody said so.
    private bool _saysRows;
    private string? _rows;

    private ActualResource(ResourceKind kind, string name, JsonElement raw)
    {
        (Kind, Resource, Raw) = (kind, name, raw);
        Id = name.ToLowerInvariant();
        DisplayName = Text(raw.TryGetProperty("properties", out var properties) ? properties : default, "displayName") ?? name;
        Hash = Canonical.Hash;
    }

    public ResourceKind Kind { get; }

    /// <summary>Its name in lower case: Azure's names know no case.</summary>
    public string Id { get; }

    /// <summary>Its name as it was answered.</summary>
    public string Resource { get; }

    /// <summary>What people call it.</summary>
    public string DisplayName { get; }

    /// <summary>The answer.</summary>
    public JsonElement Raw { get; }

    /// <summary>As answered, with the quotes that belong to it; null when the answer has none.</summary>
    public string? Etag => EtagOf(Raw);

    /// <summary>The hash of what it is compared by.</summary>
    public string Hash { get; private init; }

    /// <summary>What it is compared by; made anew each time.</summary>
    public CanonicalResource Canonical => CanonicalResource.Of(Kind, Raw) is var form && _saysRows ? form.WithRows(_rows) : form;

    public bool IsEnabled => Canonical.Properties["enabled"]?.GetValueKind() == JsonValueKind.True;

    /// <summary>What would have to be written to have this very resource again: all of the answer but what only the service may write.</summary>
    public JsonObject Body() => Kind == ResourceKind.Watchlist ? WatchlistBody() : CanonicalValue.Spelled("", BodyOf(Raw))!.AsObject();

    /// <summary>The same watchlist with rows that are known from elsewhere.</summary>
    public ActualResource WithRows(string? rows) => this with { _saysRows = true, _rows = rows, Hash = Canonical.WithRows(rows).Hash };

    /// <summary>Null when the answer is no resource.</summary>
    public static ActualResource? Read(ResourceKind kind, JsonElement raw) => NameOf(raw) is { Length: > 0 } name ? new ActualResource(kind, name, raw) : null;

    /// <summary>The name of an answer; its id ends in it, should the answer leave it out.</summary>
    internal static string? NameOf(JsonElement raw) => Text(raw, "name") ?? (Text(raw, "id") is { } id ? Uri.UnescapeDataString(id[(id.LastIndexOf('/') + 1)..]) : null);

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
        if (Text(raw, "kind") is { } kind)
        {
            body["kind"] = CanonicalResource.CanonicalKind(kind);
        }

        var properties = raw.TryGetProperty("properties", out var p) && p.ValueKind == JsonValueKind.Object ? JsonNode.Parse(p.GetRawText())!.AsObject() : [];
        _ = properties.Remove("lastModifiedUtc");
        body["properties"] = properties;
        return body;
    }

    internal static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
