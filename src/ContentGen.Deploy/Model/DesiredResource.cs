using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContentGen.Deploy.Model;

/// <summary>A resource as the content wants it in one workspace.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its name in the workspace, lower case.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Version">The version that its file gives it.</param>
/// <param name="Body">What is written: <c>kind</c> and <c>properties</c>.</param>
/// <param name="Canonical">What it is compared by.</param>
/// <param name="Tables">Tables that it cannot do without.</param>
/// <param name="Mentioned">All tables that it reads, also those that may be missing.</param>
public sealed record DesiredResource(
    ResourceKind Kind, string Id, string Name, string? Version, JsonObject Body, CanonicalResource Canonical, ImmutableArray<string> Tables,
    ImmutableArray<string> Mentioned)
{
    public string Hash => Canonical.Hash;

    /// <summary>Its name as the content writes it.</summary>
    public string Resource { get; init; } = Id;

    public static DesiredResource Create(ResourceKind kind, string id, string name, string? version, JsonObject body, ImmutableArray<string> tables, ImmutableArray<string> mentioned) =>
        new(kind, id.ToLowerInvariant(), name, version, body, Canonicalize(kind, body), tables, mentioned) { Resource = id };

    /// <summary>The same rule, switched off.</summary>
    public DesiredResource Disabled()
    {
        var body = Disable(Body);
        return this with { Body = body, Canonical = Canonicalize(Kind, body) };
    }

    internal static JsonObject Disable(JsonObject body)
    {
        var copy = body.DeepClone().AsObject();
        copy["properties"]!["enabled"] = false;
        return copy;
    }

    internal static CanonicalResource Canonicalize(ResourceKind kind, JsonObject body)
    {
        using var json = JsonDocument.Parse(body.ToJsonString());
        return CanonicalResource.Of(kind, json.RootElement);
    }
}
