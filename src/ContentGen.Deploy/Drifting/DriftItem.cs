using System.Collections.Immutable;
using ContentGen.Deploy.Model;
using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Drifting;

/// <summary>A resource that drifted.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its name in the workspace.</param>
/// <param name="Name">What people call it.</param>
/// <param name="State">How it differs.</param>
/// <param name="Changes">From the content to the workspace.</param>
/// <param name="Reason">One sentence where the state does not say it all.</param>
public sealed record DriftItem(ResourceKind Kind, string Id, string Name, DriftState State, ImmutableArray<PropertyChange> Changes, string? Reason)
{
    /// <summary>True when the workspace is no longer as it was deployed.</summary>
    public bool IsDrift => State is DriftState.Edited or DriftState.Disabled or DriftState.AutoDisabled or DriftState.Deleted;
}
