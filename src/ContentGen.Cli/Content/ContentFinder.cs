using ContentGen.Cli.Running;
using Microsoft.Extensions.FileSystemGlobbing;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace ContentGen.Cli.Content;

/// <summary>Paths of the command line to rule files: files as they are, folders with all YAML below them, globs with ** and *.</summary>
internal sealed class ContentFinder(string current, ContentRoot? root)
{
    public IReadOnlyList<RulePath> Find(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0)
        {
            return root is null
                ? throw new UsageException("no path is given and there is no content folder here; name the rules to read, or make a project with `contentgen new rule`")
                : InFolder(root.Path);
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

        // A name that holds a star and exists is that file.
        return File.Exists(full) || Directory.Exists(full) || !path.AsSpan().ContainsAny('*', '?') ? [Make(full, Path.GetDirectoryName(full)!)] : Glob(path);
    }

    private List<RulePath> InFolder(string folder)
    {
        var start = ContentRoot.IsRoot(folder) || folder == root?.Path ? Path.Combine(folder, "rules") : folder;
        if (!Directory.Exists(start))
        {
            return [];
        }

        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
        return [.. Directory.EnumerateFileSystemEntries(start, "*", options).Where(IsYaml).Order(StringComparer.Ordinal).Select(f => Make(f, start))];
    }

    private List<RulePath> Glob(string pattern)
    {
        var segments = pattern.Replace('\\', '/').Split('/');
        var fixedCount = segments.TakeWhile(s => !s.AsSpan().ContainsAny('*', '?')).Count();
        var folder = Path.GetFullPath(string.Join('/', segments.Take(fixedCount)) is { Length: > 0 } p ? p + "/" : pattern.StartsWith('/') ? "/" : ".", current);
        var matcher = new Matcher(StringComparison.Ordinal).AddInclude(string.Join('/', segments.Skip(fixedCount)));
        var found = Directory.Exists(folder)
            ? matcher.Execute(new DirectoryInfoWrapper(new DirectoryInfo(folder))).Files.Select(f => Path.Combine(folder, f.Path)).Where(IsYaml)
            : [];
        var files = found.Order(StringComparer.Ordinal).Select(f => Make(Path.GetFullPath(f), folder)).ToList();
        return files.Count > 0 ? files : throw new UsageException($"'{pattern}' matches no rule");
    }

    private RulePath Make(string full, string start)
    {
        // Below rules/ of a project the folders there count, else those below the folder that was named.
        var rules = root is not null && full.StartsWith(root.Rules + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? root.Rules : start;
        var relative = Path.ChangeExtension(Path.GetRelativePath(rules, full), null).Replace('\\', '/');
        var display = DisplayPath.Of(full, current);
        var inProject = root is not null && full.StartsWith(root.Path + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? DisplayPath.Of(full, root.Path)
            : relative + Path.GetExtension(full);
        return new RulePath(full, display, relative, inProject);
    }

    private static bool IsYaml(string path) => Path.GetExtension(path).ToUpperInvariant() is ".YAML" or ".YML";
}
