using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContentGen.Deploy.Model;

/// <summary>
/// A resource as it is compared: what we could have written, in one form, without what the service fills in. Two resources that do the
/// same have the same hash.
/// </summary>
/// <param name="Kind">Scheduled, NRT or another word of the service's; empty for resources without kinds.</param>
/// <param name="Properties">Canonical; not to be changed.</param>
/// <param name="Hash">SHA-256 of both, lower-case hex.</param>
public sealed record CanonicalResource(string Kind, JsonObject Properties, string Hash)
{
    // Behind all other properties of a watchlist in their order.
    private const string Rows = "rows";

    /// <summary>The canonical form of a resource as the service or an emitter has it: an object with <c>properties</c>.</summary>
    public static CanonicalResource Of(ResourceKind kind, JsonElement resource)
    {
        var word = resource.TryGetProperty("kind", out var k) && k.ValueKind == JsonValueKind.String ? CanonicalKind(k.GetString()!) : "";
        var properties = resource.TryGetProperty("properties", out var p) && p.ValueKind == JsonValueKind.Object
            ? CanonicalValue.Of(kind.ToString(), p, KnownProperties.Names) as JsonObject ?? []
            : [];
        if (kind == ResourceKind.AnalyticsRule)
        {
            RuleDefaults.Remove(properties);
        }

        if (kind == ResourceKind.Watchlist && resource.TryGetProperty("properties", out p) && ActualResource.Text(p, "rawContent") is { } csv && WatchlistRows.HashOf(csv) is { } rows)
        {
            properties[Rows] = rows;
        }

        return Create(word, properties);
    }

    /// <summary>The same watchlist with these rows; null: nobody knows its rows.</summary>
    public CanonicalResource WithRows(string? rows)
    {
        var properties = Properties.DeepClone().AsObject();
        _ = properties.Remove(Rows);
        if (rows is not null)
        {
            properties[Rows] = rows;
        }

        return Create(Kind, properties);
    }

    /// <summary>The hash of a watchlist's rows; null when it is not known.</summary>
    public string? RowsHash => Properties[Rows]?.GetValue<string>();

    /// <summary>Such a form with its hash.</summary>
    public static CanonicalResource Create(string kind, JsonObject properties) => new(
        kind, properties, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{properties.ToJsonString()}"))));

    internal static string CanonicalKind(string kind) =>
        kind.Equals("scheduled", StringComparison.OrdinalIgnoreCase) ? "Scheduled" : kind.Equals("nrt", StringComparison.OrdinalIgnoreCase) ? "NRT" : kind;
}
