using System.Collections.Immutable;
using ContentGen.Deploy.Service;

namespace ContentGen.Deploy.Planning;

/// <summary>What would be done in one workspace, complete: applying it needs nothing else.</summary>
public sealed record Plan
{
    /// <summary>The name that the content gives the workspace.</summary>
    public required string Workspace { get; init; }

    /// <summary>The workspace's resource id.</summary>
    public required string WorkspaceId { get; init; }

    /// <summary>Scheme, host and port.</summary>
    public required string Endpoint { get; init; }

    public required string ApiVersion { get; init; }

    public required string Project { get; init; }

    public required DateTimeOffset Created { get; init; }

    public string? Commit { get; init; }

    /// <summary>See <see cref="Model.DesiredContent.ManifestHash"/>; null for plans that do not come from content.</summary>
    public string? ManifestHash { get; init; }

    /// <summary>The hash of the plan that this one takes back; null for any other plan.</summary>
    public string? Undoes { get; init; }

    /// <summary>A rule that the service refuses for a missing table is deployed disabled.</summary>
    public bool DisablesOnMissingTables { get; init; }

    public ImmutableArray<PlanItem> Items { get; init; } = [];

    public ImmutableArray<string> Notes { get; init; } = [];

    public bool HasWork => Items.Any(i => i.IsWork);

    /// <summary>True when there is something to do, or something that should be done and cannot.</summary>
    public bool HasFindings => Items.Any(i => i.Action != PlanAction.Keep);

    public bool IsFor(WorkspaceAddress address) => address.IsSame(WorkspaceId, Endpoint);
}
