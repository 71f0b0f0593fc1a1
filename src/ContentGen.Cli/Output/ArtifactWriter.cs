using ContentGen.Cli.Running;
using ContentGen.Emit;

namespace ContentGen.Cli.Output;

/// <summary>
/// Writes artifacts into a folder: each under another name and then renamed, only when its bytes changed, the manifest last. What the
/// previous manifest lists and this run no longer makes is removed; anything else in the folder is none of our business.
/// </summary>
internal sealed class ArtifactWriter(string output)
{
    private readonly string _folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(output));

    private const string ManifestPath = "manifest.json";

    // What a build that did not come to its end was about to write; the next one removes what it does not make itself.
    private const string PendingPath = ".contentgen-pending";
    private static readonly TimeSpan LockTimeLimit = TimeSpan.FromMinutes(2);

    public WriteResult Write(IReadOnlyList<Artifact> artifacts)
    {
        try
        {
            _ = Directory.CreateDirectory(_folder);
            using var alone = Lock();
            var stale = PreviousPaths().Except(artifacts.Select(a => a.Path), StringComparer.Ordinal).ToList();
            File.WriteAllBytes(Path.Combine(_folder, PendingPath), ManifestPaths.Write(artifacts.Select(a => a.Path)));
            var written = artifacts.OrderBy(a => a.Path == ManifestPath).Count(Put);
            var removed = stale.Count(Remove);
            File.Delete(Path.Combine(_folder, PendingPath));
            return new WriteResult(written, artifacts.Count - written, removed);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentException($"the artifacts cannot be written to '{_folder}': {e.Message}", e);
        }
    }

    // Two builds into one folder take turns: no mixture of two states is ever left behind.
    private FileStream Lock()
    {
        var path = Path.Combine(_folder, ".contentgen-lock");
        var end = TimeSpan.FromMilliseconds(Environment.TickCount64) + LockTimeLimit;
        for (;;)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (File.Exists(path) && TimeSpan.FromMilliseconds(Environment.TickCount64) < end)
            {
                Thread.Sleep(50);
            }
        }
    }

    private bool Put(Artifact artifact) => AtomicFile.Write(Path.Combine(_folder, artifact.Path), artifact.Content.Span);

    private bool Remove(string relative)
    {
        var path = Path.Combine(_folder, relative);
        if (!File.Exists(path))
        {
            return false;
        }

        File.Delete(path);
        for (var parent = Path.GetDirectoryName(path)!; parent.Length > _folder.Length && !Directory.EnumerateFileSystemEntries(parent).Any(); parent = Path.GetDirectoryName(parent)!)
        {
            Directory.Delete(parent);
        }

        return true;
    }

    // The old lists are files that anybody may have changed: only paths as we write them, below the folder, count.
    private IEnumerable<string> PreviousPaths() => new[] { ManifestPath, PendingPath }
        .Select(name => Path.Combine(_folder, name))
        .Where(File.Exists)
        .SelectMany(path => ManifestPaths.Read(File.ReadAllBytes(path)))
        .Where(p => p is not (ManifestPath or PendingPath) && IsOurs(p))
        .Distinct(StringComparer.Ordinal);

    private bool IsOurs(string relative) =>
        relative.Length > 0 && !relative.Contains('\0', StringComparison.Ordinal) && !Path.IsPathRooted(relative)
        && Path.GetRelativePath(_folder, Path.GetFullPath(Path.Combine(_folder, relative))).Replace('\\', '/') == relative
        && !relative.StartsWith("..", StringComparison.Ordinal);
}
