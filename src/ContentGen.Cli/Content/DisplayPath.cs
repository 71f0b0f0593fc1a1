namespace ContentGen.Cli.Content;

/// <summary>A path as messages show it: relative to the current folder, with '/'; far away ones stay as they are.</summary>
internal static class DisplayPath
{
    public static string Of(string full, string current)
    {
        var relative = Path.GetRelativePath(current, full).Replace('\\', '/');
        return relative.StartsWith("../../../", StringComparison.Ordinal) ? full.Replace('\\', '/') : relative;
    }
}
