using System.Collections.Immutable;
using ContentGen.Emit.Layout;
using ContentGen.Emit.Model;

namespace ContentGen.Emit.Parameters;

/// <summary>
/// Which properties of a resource differ between the workspaces: they become parameters of its template, whose defaults are the content's own
/// values, and each workspace's file of parameters has its own.
/// </summary>
internal sealed class TemplateParameters
{
    private readonly Dictionary<ResourceKey, ImmutableArray<string>> _names;
    private readonly ImmutableArray<(WorkspaceVariant Workspace, Dictionary<ResourceKey, ContentResource> Resources)> _workspaces;

    private TemplateParameters(Dictionary<ResourceKey, ImmutableArray<string>> names, ImmutableArray<(WorkspaceVariant, Dictionary<ResourceKey, ContentResource>)> workspaces) =>
        (_names, _workspaces) = (names, workspaces);

    public static TemplateParameters Of(ImmutableArray<EmitUnit> units, EmitOptions options)
    {
        if (options.Workspaces.IsEmpty)
        {
            return new TemplateParameters([], []);
        }

        ImmutableArray<(WorkspaceVariant, Dictionary<ResourceKey, ContentResource> Resources)> workspaces =
            [.. options.Workspaces.Select(w => (w, EmitUnits.Create(w.Content, options).ToDictionary(u => u.Resource.Key, u => u.Resource)))];
        var names = units.ToDictionary(u => u.Resource.Key, u => Differing(u.Resource, workspaces.Select(w => w.Resources.GetValueOrDefault(u.Resource.Key))));
        return new TemplateParameters(names, workspaces);
    }

    /// <summary>The properties of a resource that are parameters, in the order of the resource.</summary>
    public ImmutableArray<string> NamesOf(ContentResource resource) => _names.GetValueOrDefault(resource.Key, []);

    /// <summary>The resource with every property that is a parameter: one that it does not have itself has what the service takes for it.</summary>
    public ContentResource Complete(ContentResource resource) => resource with { Properties = Complete(resource.Properties, NamesOf(resource)) };

    /// <summary>The workspaces that get a resource, each with its values of the parameters.</summary>
    public IEnumerable<(WorkspaceVariant Workspace, ImmutableArray<ResourceProperty> Values)> ValuesOf(ContentResource resource)
    {
        var names = NamesOf(resource);
        foreach (var (workspace, resources) in _workspaces)
        {
            if (resources.TryGetValue(resource.Key, out var own))
            {
                yield return (workspace, [.. Complete(own.Properties, names).Properties.Where(p => names.Contains(p.Name))]);
            }
        }
    }

    private static ImmutableArray<string> Differing(ContentResource resource, IEnumerable<ContentResource?> others)
    {
        var own = resource.Properties.Properties;
        var differing = new HashSet<string>(StringComparer.Ordinal);
        foreach (var other in others.OfType<ContentResource>())
        {
            var theirs = other.Properties.Properties;
            differing.UnionWith(own.Concat(theirs).Select(p => p.Name).Distinct(StringComparer.Ordinal)
                .Where(n => !ResourceEquality.Same(own.FirstOrDefault(p => p.Name == n)?.Value, theirs.FirstOrDefault(p => p.Name == n)?.Value)));
        }

        return [.. own.Select(p => p.Name).Where(differing.Contains), .. differing.Where(d => own.All(p => p.Name != d)).Order(StringComparer.Ordinal)];
    }

    // Of what a workspace can override, only this may be absent; the service then creates incidents.
    private static ObjectValue Complete(ObjectValue value, ImmutableArray<string> names) =>
        names.Contains("incidentConfiguration") && value.Properties.All(p => p.Name != "incidentConfiguration")
            ? new ObjectValue(value.Properties.Add(new ResourceProperty("incidentConfiguration", new PropertyList().Add("createIncident", true).ToObject())))
            : value;
}
