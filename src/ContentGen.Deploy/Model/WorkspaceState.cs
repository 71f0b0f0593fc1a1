using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ContentGen.Deploy.Model;

/// <summary>What is in a workspace at one time.</summary>
/// <param name="Resources">All resources of the kinds that were read.</param>
/// <param name="Marks">All ownership marks on resources of our kinds, also on resources that are gone.</param>
/// <param name="Tables">The names of its tables; null when they could not be read.</param>
/// <param name="Notes">What could not be read, and what follows.</param>
public sealed record WorkspaceState(
    ImmutableArray<ActualResource> Resources, ImmutableArray<OwnershipMark> Marks, FrozenSet<string>? Tables, ImmutableArray<string> Notes)
{
    private readonly Lazy<Dictionary<(ResourceKind, string), ActualResource>> _resources =
        new(() => Resources.ToDictionary(r => (r.Kind, r.Id)));

    private readonly Lazy<ILookup<(ResourceKind, string), OwnershipMark>> _marks =
        new(() => Marks.ToLookup(m => (m.Kind, m.Resource)));

    public ActualResource? Find(ResourceKind kind, string id) => _resources.Value.GetValueOrDefault((kind, id));

    public IEnumerable<OwnershipMark> MarksOn(ResourceKind kind, string id) => _marks.Value[(kind, id)];

    /// <summary>The project's own mark on a resource, or null.</summary>
    public OwnershipMark? MarkOf(string project, ResourceKind kind, string id) => MarksOn(kind, id).FirstOrDefault(m => m.IsOf(project));
}
