using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContentGen.Deploy.Model;

/// <summary>A resource as the content wants it in one workspace. Of thousands only text and hash are kept; the rest is made again where it is needed.</summary>
public sealed record DesiredResource
{
    private readonly string _json;

    private DesiredResource(ResourceKind kind, string name, JsonObject body)
    {
        (Kind, Resource, Id, _json) = (kind, name, name.ToLowerInvariant(), body.ToJsonString());
        Hash = Canonical.Hash;
    }

    public ResourceKind Kind { get; }

    /// <summary>Its name in the workspace, lower case.</summary>
    public string Id { get; }

    /// <summary>Its name as the content writes it.</summary>
    public string Resource { get; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>The version that its file gives it.</summary>
    public string? Version { get; init; }

    /// <summary>Tables that it cannot do without.</summary>
    public ImmutableArray<string> Tables { get; init; } = [];

    /// <summary>All tables that it reads, also those that may be missing.</summary>
    public ImmutableArray<string> Mentioned { get; init; } = [];

    /// <summary>The hash of what it is compared by.</summary>
    public string Hash { get; }

    /// <summary>What is written: <c>kind</c> and <c>properties</c>; the caller's own.</summary>
    public JsonObject Body => JsonNode.Parse(_json)!.AsObject();

    /// <summary>What it is compared by; made anew each time.</summary>
    public CanonicalResource Canonical
    {
        get
        {
            using var json = JsonDocument.Parse(_json);
            return CanonicalResource.Of(Kind, json.RootElement);
        }
    }

    public static DesiredResource Create(ResourceKind kind, string id, string name, string? version, JsonObject body, ImmutableArray<string> tables, ImmutableArray<string> mentioned) =>
        new(kind, id, body) { Name = name, Version = version, Tables = tables, Mentioned = mentioned };

    /// <summary>The same rule, switched off.</summary>
    public DesiredResource Disabled() => Create(Kind, Resource, Name, Version, Disable(Body), Tables, Mentioned);

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
