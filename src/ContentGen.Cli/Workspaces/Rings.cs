using System.Collections.Immutable;
using ContentGen.Cli.Running;
using ContentGen.Core.Binding;
using ContentGen.Core.Text;

namespace ContentGen.Cli.Workspaces;

/// <summary>Which workspaces a verb is about, and in which order: one behind all that it waits for.</summary>
internal static class Rings
{
    public static ImmutableArray<WorkspaceFile> Order(WorkspaceSet set, IReadOnlyCollection<string> names, bool all)
    {
        if (all == (names.Count > 0))
        {
            throw new UsageException(all ? "--all and --workspace exclude each other" : "name a workspace with --workspace, or take --all");
        }

        if (set.Files.IsEmpty)
        {
            throw new UsageException("the content folder has no workspaces: they are files in workspaces/");
        }

        var chosen = all ? set.Files : [.. names.Distinct(StringComparer.Ordinal).Select(n => Find(set, n))];
        var ordered = ImmutableArray.CreateBuilder<WorkspaceFile>();
        var waiting = chosen.OrderBy(f => f.Target?.Name.Value ?? f.Source.Path, StringComparer.Ordinal).ToList();
        while (waiting.Count > 0)
        {
            // In a circle, which is an error of the files, nobody is next: then the order does not matter.
            var ready = waiting.FindAll(f => !Waits(f, waiting));
            ready = ready.Count > 0 ? ready : waiting;
            ordered.AddRange(ready);
            waiting = [.. waiting.Except(ready)];
        }

        return ordered.ToImmutable();
    }

    private static bool Waits(WorkspaceFile file, List<WorkspaceFile> others) =>
        file.Target?.After.Any(a => others.Exists(o => o != file && o.Target?.Name.Value == a.Value)) == true;

    private static WorkspaceFile Find(WorkspaceSet set, string name)
    {
        var known = set.Files.Select(f => f.Target?.Name.Value).OfType<string>().ToList();
        return set.Find(name)
            ?? set.Files.FirstOrDefault(f => f.Target is null && Path.GetFileNameWithoutExtension(f.Source.Path) == name)
            ?? throw new UsageException($"there is no workspace '{name}'{NearestName.Hint(name, known)}; there are: {string.Join(", ", known)}");
    }
}
