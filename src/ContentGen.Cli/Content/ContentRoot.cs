namespace ContentGen.Cli.Content;

/// <summary>The content project: the folder that has contentgen.yaml, with rules/, schemas/, functions/ and more below it.</summary>
internal sealed record ContentRoot(string Path)
{
    public const string ProjectFile = "contentgen.yaml";

    /// <summary>The folders of what a project declares beside its rules.</summary>
    public static IReadOnlyList<string> Declared { get; } = [.. ContentFingerprint.Folders, "workspaces"];

    public string Rules => System.IO.Path.Combine(Path, "rules");

    public string Hunting => System.IO.Path.Combine(Path, "hunting");

    /// <summary>False for a folder that holds nothing that a project consists of: most likely the wrong one.</summary>
    public bool HasContent => IsRoot(Path) || Directory.Exists(Rules) || Directory.Exists(Hunting) || Declared.Any(f => Directory.Exists(System.IO.Path.Combine(Path, f)));

    /// <summary>--root, else the nearest folder upwards that has contentgen.yaml, else ./content when it is there.</summary>
    public static ContentRoot? Find(string? given, string current)
    {
        if (given is not null)
        {
            return Directory.Exists(given)
                ? new ContentRoot(System.IO.Path.GetFullPath(given))
                : throw new Running.UsageException($"--root: there is no folder '{given}'");
        }

        for (var folder = new DirectoryInfo(current); folder is not null; folder = folder.Parent)
        {
            if (IsRoot(folder.FullName))
            {
                return new ContentRoot(folder.FullName);
            }
        }

        var fallback = System.IO.Path.Combine(current, "content");
        return Directory.Exists(fallback) ? new ContentRoot(fallback) : null;
    }

    public static bool IsRoot(string folder) => File.Exists(System.IO.Path.Combine(folder, ProjectFile));
}
