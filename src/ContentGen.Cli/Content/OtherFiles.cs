using ContentGen.Cli.Output;

namespace ContentGen.Cli.Content;

/// <summary>
/// Files below a folder that was named which are no rules: what a project says of itself and declares beside them, and what a build wrote.
/// Read as rules they would be errors, and `fix` would rename the keys of a watchlist.
/// </summary>
internal sealed class OtherFiles(ContentRoot? root)
{
    private readonly Dictionary<string, bool> _projects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _artifacts = new(StringComparer.Ordinal);

    /// <summary>A file of the project at hand that is read as something else, whoever names it.</summary>
    public bool IsOfProject(string full) => root is not null && File.Exists(full) && IsDeclared(full, root.Path);

    /// <summary>A file of any project that is read as something else, or an artifact that the manifest beside it lists.</summary>
    public bool Contains(string full)
    {
        for (var folder = Path.GetDirectoryName(full); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (IsProject(folder) && IsDeclared(full, folder))
            {
                return true;
            }
        }

        return Path.GetDirectoryName(full) is { } parent && Path.GetFileName(parent) == "sigma" && Path.GetDirectoryName(parent) is { } output
            && Artifacts(output).Contains($"sigma/{Path.GetFileName(full)}");
    }

    private static bool IsDeclared(string full, string project)
    {
        var parts = full.StartsWith(project + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? full[(project.Length + 1)..].Split(Path.DirectorySeparatorChar) : [];
        return parts is [ContentRoot.ProjectFile or LockFile.FileName] || (parts is [var declared, _, ..] && ContentRoot.Declared.Contains(declared));
    }

    private bool IsProject(string folder)
    {
        if (!_projects.TryGetValue(folder, out var known))
        {
            _projects[folder] = known = folder == root?.Path || ContentRoot.IsRoot(folder);
        }

        return known;
    }

    private HashSet<string> Artifacts(string output)
    {
        if (!_artifacts.TryGetValue(output, out var known))
        {
            var manifest = SourceReader.Read(Path.Combine(output, "manifest.json"), "manifest.json", int.MaxValue);
            _artifacts[output] = known = [.. manifest.Problem is null ? ManifestPaths.Read(System.Text.Encoding.UTF8.GetBytes(manifest.Source.Text)) : []];
        }

        return known;
    }
}
