using System.IO.Enumeration;

namespace ContentGen.Cli.Content;

/// <summary>What lies below a folder, hidden things and links included; a link that leads back to a folder above it is not followed.</summary>
internal static class FolderWalk
{
    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>The full paths of files and folders; none where there is no such folder.</summary>
    public static IEnumerable<string> Entries(string folder) => !Directory.Exists(folder) ? [] : new FileSystemEnumerable<string>(
        Path.GetFullPath(folder), (ref FileSystemEntry entry) => entry.ToFullPath(), Everything)
    {
        ShouldRecursePredicate = (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0 || !LeadsBack(entry.ToFullPath()),
    };

    private static bool LeadsBack(string link) =>
        Directory.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName is { } target
        && (link + Path.DirectorySeparatorChar).StartsWith(Path.TrimEndingDirectorySeparator(target) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
