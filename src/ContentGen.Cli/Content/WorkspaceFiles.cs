using ContentGen.Core.Binding;

namespace ContentGen.Cli.Content;

/// <summary>The workspaces of a project: the YAML files directly in workspaces/.</summary>
internal static class WorkspaceFiles
{
    public static WorkspaceSet Load(ContentRoot root, string current)
    {
        var folder = Path.Combine(root.Path, "workspaces");
        var files = Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder).Where(IsYaml) : [];
        return WorkspaceSet.Create(files.Select(f => Read(f, DisplayPath.Of(f, current))));
    }

    private static WorkspaceFile Read(string path, string display)
    {
        var file = SourceReader.Read(path, display);
        return file.Problem is { } problem ? WorkspaceFile.Unreadable(problem) : WorkspaceFile.Read(file.Source);
    }

    private static bool IsYaml(string path) => Path.GetExtension(path).ToUpperInvariant() is ".YAML" or ".YML";
}
