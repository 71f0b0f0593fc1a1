using ContentGen.Checks.Accepted;
using ContentGen.Cli.Running;
using ContentGen.Core.Binding;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Cli.Content;

/// <summary>What a project says of itself: contentgen.yaml and the baseline that it names.</summary>
internal static class ProjectFiles
{
    public static ProjectFile Load(ContentRoot? root, string current)
    {
        var path = root is null ? null : Path.Combine(root.Path, ContentRoot.ProjectFile);
        if (path is null || !File.Exists(path))
        {
            return ProjectFile.None;
        }

        var file = SourceReader.Read(path, DisplayPath.Of(path, current));
        return file.Problem is not { } problem ? ProjectFile.Read(file.Source)
            : problem.Code == YamlDescriptors.Empty.Code ? ProjectFile.None
            : ProjectFile.None with { Diagnostics = [problem] };
    }

    /// <summary>--baseline, else the file that contentgen.yaml names, below the content folder; null when neither is given.</summary>
    public static string? BaselinePath(string? given, ContentRoot? root, ProjectFile file, string current)
    {
        if (given is not null || root is null || file.Project.Baseline is not { } own)
        {
            return given is null ? null : Path.GetFullPath(given, current);
        }

        // The project file may come with a pull request: it names nothing outside of its folder.
        var path = Path.GetFullPath(own.Value, root.Path);
        return path.StartsWith(root.Path + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new UsageException($"{ContentRoot.ProjectFile}: the baseline '{own.Value}' lies outside of the content folder");
    }

    public static Baseline? LoadBaseline(string? path, string current)
    {
        if (path is null)
        {
            return null;
        }

        if (!File.Exists(path))
        {
            throw new UsageException($"there is no baseline '{DisplayPath.Of(path, current)}'; `contentgen baseline` makes one");
        }

        try
        {
            return Baseline.Read(new SourceText(DisplayPath.Of(path, current), File.ReadAllText(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentException($"the baseline cannot be read: {e.Message}", e);
        }
    }
}
