namespace ContentGen.Kusto.Hosting;

/// <summary>Finds Node.js.</summary>
public static class NodeLocator
{
    /// <summary>The first file of that name in the folders of PATH, or null.</summary>
    public static string? Find(string? path)
    {
        string[] names = OperatingSystem.IsWindows() ? ["node.exe", "node.cmd"] : ["node", "nodejs"];
        return (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }
}
