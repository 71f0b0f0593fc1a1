using ContentGen.Cli.Running;
using Microsoft.Extensions.FileSystemGlobbing;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace ContentGen.Cli.Content;

/// <summary>Paths of the command line to the files of rules and hunting queries: files as they are, folders with all YAML below them, globs with ** and *.</summary>
internal sealed class ContentFinder(string current, ContentRoot? root)
{
    private readonly OtherFiles _others = new(root);

    public IReadOnlyList<RulePath> Find(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0)
        {
            return root is null
                ? throw new UsageException("no path is given and there is no content folder here; name the rules to read, or make a project with `contentgen new rule`")
                : root.HasContent
                    ? InFolder(root.Path)
                    : throw new UsageException($"'{DisplayPath.Of(root.Path, current)}' is no content folder: it has neither contentgen.yaml nor rules/, hunting/ or other content; name one with --root");
        }

        return [.. paths.SelectMany(Expand).DistinctBy(p => p.FullPath)];
    }

    private IEnumerable<RulePath> Expand(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new UsageException("a path is empty");
        }

        var full = Path.GetFullPath(path, current);
        if (Directory.Exists(full) && !IsYaml(full))
        {
            return InFolder(full);
        }

        if (path.StartsWith('-') && !Path.Exists(full))
        {
            throw new UsageException($"there is no option '{path}' here");
        }

        if (_others.IsOfProject(full))
        {
            return [];
        }

        // A name that holds a star and exists is that file.
        return File.Exists(full) || Directory.Exists(full) || !path.AsSpan().ContainsAny('*', '?') ? [Make(full, Path.GetDirectoryName(full)!)] : Glob(path);
    }

    private List<RulePath> InFolder(string folder)
    {
        if (ContentRoot.IsRoot(folder) || folder == root?.Path)
        {
            var project = new ContentRoot(folder);
            return [.. AllIn(project.Rules), .. AllIn(project.Hunting)];
        }

        return AllIn(folder);
    }

    private List<RulePath> AllIn(string folder) => [.. FolderWalk.Entries(folder).Where(IsRule).Order(StringComparer.Ordinal).Select(f => Make(f, folder))];

    private List<RulePath> Glob(string pattern)
    {
        var segments = pattern.Replace('\\', '/').Split('/');
        var fixedCount = segments.TakeWhile(s => !s.AsSpan().ContainsAny('*', '?')).Count();
        var folder = Path.GetFullPath(string.Join('/', segments.Take(fixedCount)) is { Length: > 0 } p ? p + "/" : pattern.StartsWith('/') ? "/" : ".", current);
        var matcher = new Matcher(StringComparison.Ordinal).AddInclude(string.Join('/', segments.Skip(fixedCount)));
        // The matcher follows every link: only where the pattern bounds its depth may it walk by itself.
        var found = !Directory.Exists(folder) ? []
            : (pattern.Contains("**", StringComparison.Ordinal) ? matcher.Match(folder, FolderWalk.Entries(folder)) : matcher.Execute(new DirectoryInfoWrapper(new DirectoryInfo(folder))))
                .Files.Select(f => Path.GetFullPath(Path.Combine(folder, f.Path))).Where(IsYaml).ToList();
        return found.Count == 0
            ? throw new UsageException($"'{pattern}' matches no rule")
            : [.. found.Where(IsRule).Order(StringComparer.Ordinal).Select(f => Make(f, folder))];
    }

    private RulePath Make(string full, string start)
    {
        // Below rules/ or hunting/ of a project the folders there count, else those below the folder that was named.
        var top = IsIn(full, root?.Rules) ? root!.Rules : IsIn(full, root?.Hunting) ? root!.Hunting : start;
        var relative = Path.ChangeExtension(Path.GetRelativePath(top, full), null).Replace('\\', '/');
        var inProject = IsIn(full, root?.Path) ? DisplayPath.Of(full, root!.Path) : relative + Path.GetExtension(full);
        return new RulePath(full, DisplayPath.Of(full, current), relative, inProject, IsHunting(full));
    }

    private bool IsHunting(string full) => IsIn(full, root?.Path)
        ? IsIn(full, root!.Hunting)
        : Path.GetDirectoryName(full)!.Split('/', '\\').Any(f => f.Equals("hunting", StringComparison.OrdinalIgnoreCase) || f.Equals("Hunting Queries", StringComparison.OrdinalIgnoreCase));

    private static bool IsIn(string full, string? folder) => folder is not null && full.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private bool IsRule(string full) => IsYaml(full) && !_others.Contains(full);

    private static bool IsYaml(string path) => Path.GetExtension(path).ToUpperInvariant() is ".YAML" or ".YML";
}
