using System.Collections.Immutable;

namespace ContentGen.Deploy.Drifting;

/// <summary>How a workspace differs from what was deployed there.</summary>
public sealed record DriftReport(string Workspace, ImmutableArray<DriftItem> Items, ImmutableArray<string> Notes)
{
    public bool HasDrift => Items.Any(i => i.IsDrift);
}
