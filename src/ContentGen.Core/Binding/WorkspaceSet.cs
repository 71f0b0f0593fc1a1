using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Core.Binding;

/// <summary>All workspaces of a project, in the order of their names, with the findings of all files and those between them.</summary>
public sealed class WorkspaceSet
{
    private WorkspaceSet(ImmutableArray<WorkspaceFile> files) => Files = files;

    public static WorkspaceSet Empty { get; } = new([]);

    /// <summary>In the order of their paths; each with all its findings.</summary>
    public ImmutableArray<WorkspaceFile> Files { get; }

    public IEnumerable<Diagnostic> Diagnostics => Files.SelectMany(f => f.Diagnostics);

    public static WorkspaceSet Create(IEnumerable<WorkspaceFile> files)
    {
        ImmutableArray<WorkspaceFile> ordered = [.. files.OrderBy(f => f.Source.Path, StringComparer.Ordinal)];
        var targets = ordered.Select(f => f.Target).OfType<WorkspaceTarget>().ToList();
        var found = new List<Diagnostic>();
        foreach (var target in targets)
        {
            found.AddRange(Collisions(target, targets));
            found.AddRange(Rings(target, targets));
        }

        return new WorkspaceSet([.. ordered.Select(f => f with { Diagnostics = Sort(f.Diagnostics.Concat(found.Where(d => d.Source == f.Source))) })]);
    }

    /// <summary>The file whose workspace has that name, or null.</summary>
    public WorkspaceFile? Find(string name) => Files.FirstOrDefault(f => f.Target?.Name.Value == name);

    private static IEnumerable<Diagnostic> Collisions(WorkspaceTarget target, List<WorkspaceTarget> all)
    {
        var others = all.Where(o => o != target && string.CompareOrdinal(o.Source.Path, target.Source.Path) < 0).ToList();
        if (others.Find(o => o.Name.Value == target.Name.Value) is { } namesake)
        {
            yield return Finding(target, WorkspaceDescriptors.SameName, target.Name.Span, namesake.Source.Path, target.Name.Value);
        }

        if (target.IsComplete && others.Find(o => Same(o.SubscriptionId, target.SubscriptionId) && Same(o.ResourceGroup, target.ResourceGroup) && Same(o.WorkspaceName, target.WorkspaceName)
            && o.Cloud.Endpoint == target.Cloud.Endpoint) is { } twin)
        {
            yield return Finding(target, WorkspaceDescriptors.SameWorkspace, target.WorkspaceName!.Span, twin.Source.Path);
        }
    }

    private static IEnumerable<Diagnostic> Rings(WorkspaceTarget target, List<WorkspaceTarget> all)
    {
        foreach (var after in target.After)
        {
            if (!all.Exists(o => o.Name.Value == after.Value))
            {
                yield return Finding(target, WorkspaceDescriptors.UnknownWorkspace, after.Span, after.Value, NearestName.Hint(after.Value, all.Select(o => o.Name.Value)));
            }
            else if (WayBack(after.Value, target.Name.Value, all, []) is { } way)
            {
                yield return Finding(target, WorkspaceDescriptors.Circle, after.Span, target.Name.Value, string.Join(" -> ", [target.Name.Value, .. way]));
            }
        }
    }

    // The names from one workspace back to another, along `after`; null when there is no such way.
    private static List<string>? WayBack(string from, string to, List<WorkspaceTarget> all, HashSet<string> seen)
    {
        if (from == to)
        {
            return [to];
        }

        if (!seen.Add(from) || all.Find(o => o.Name.Value == from) is not { } next)
        {
            return null;
        }

        foreach (var after in next.After)
        {
            if (WayBack(after.Value, to, all, seen) is { } way)
            {
                return [from, .. way];
            }
        }

        return null;
    }

    private static ImmutableArray<Diagnostic> Sort(IEnumerable<Diagnostic> found) => [.. found.Order(Comparer<Diagnostic>.Create(Diagnostic.Compare))];

    private static bool Same(Located<string>? x, Located<string>? y) => string.Equals(x?.Value, y?.Value, StringComparison.OrdinalIgnoreCase);

    private static Diagnostic Finding(WorkspaceTarget target, DiagnosticDescriptor descriptor, TextSpan span, params object?[] arguments) =>
        new(descriptor.Code, descriptor.Severity, descriptor.Format(arguments), target.Source, span);
}
