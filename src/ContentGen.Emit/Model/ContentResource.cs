using System.Collections.Immutable;
using ContentGen.Core.Content;

namespace ContentGen.Emit.Model;

/// <summary>
/// A piece of content as a workspace's API takes it: what printers print and deployers write, and nothing else of the content.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">
/// The name of the resource in the workspace: the id of a rule or a hunting query, the alias of a watchlist, the name of a function.
/// </param>
/// <param name="ApiVersion">The api-version that it is written for.</param>
/// <param name="Properties">The resource's <c>properties</c>.</param>
public sealed record ContentResource(ContentKind Kind, string Name, string ApiVersion, ObjectValue Properties)
{
    /// <summary>The resource's own <c>kind</c>: Scheduled or NRT for a rule; null for resources without one.</summary>
    public string? Variant { get; init; }

    /// <summary>What people call it.</summary>
    public string DisplayName { get; init; } = Name;

    /// <summary>The version that its file gives it.</summary>
    public string? Version { get; init; }

    /// <summary>Content of the project that must be there before it: functions and watchlists that its query uses. In order, without repetitions.</summary>
    public ImmutableArray<ResourceKey> DependsOn { get; init; } = [];

    /// <summary>Tables that its query reads; ordinal order.</summary>
    public ImmutableArray<string> Tables { get; init; } = [];

    public ResourceKey Key => new(Kind, Name);

    /// <summary>True for what lives beside Sentinel, in Log Analytics: functions and hunting queries are saved searches.</summary>
    public bool IsSavedSearch => Kind is ContentKind.Function or ContentKind.HuntingQuery;
}
