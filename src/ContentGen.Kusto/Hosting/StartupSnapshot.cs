using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ContentGen.Kusto.Hosting;

/// <summary>
/// A V8 startup snapshot of the loaded library (node --build-snapshot): 0.2 s to the first answer instead of 1.1 s. Built once per Node
/// program and bundle, under a temporary name and then renamed, so that two builders cannot harm each other.
/// </summary>
internal sealed class StartupSnapshot(LanguageHostOptions options, Func<string> engineVersion)
{
    // Other versions of the program may share the folder; blobs of 23 MB nobody needs any more go.
    private const int KeptBlobs = 4;

    private static readonly TimeSpan BuildTimeLimit = TimeSpan.FromSeconds(45);

    /// <summary>The snapshot's path, or null when there is none and none can be built: the host then loads the library itself.</summary>
    public string? GetOrBuild(CancellationToken cancellation)
    {
        if (options.SnapshotFolder is null || PathOf() is not { } path)
        {
            return null;
        }

        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > 1_000_000 })
            {
                return path;
            }

            _ = Directory.CreateDirectory(options.SnapshotFolder);
            return Build(path, cancellation) ? path : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Removes a snapshot that did not start (another Node behind the same path, a damaged file).</summary>
    public static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays and is tried again next time; the plain load works meanwhile.
        }
    }

    // The Node program by path, size and time of change: reading its 100 MB for a hash would cost more than the snapshot saves. Should the
    // version behind a path change unseen, V8 refuses the snapshot and the plain load takes over.
    private string? PathOf()
    {
        try
        {
            var node = new FileInfo(options.NodePath!);
            var target = node.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? node;
            var identity = string.Create(
                CultureInfo.InvariantCulture,
                $"{engineVersion()}\n{target.FullName}\n{target.Length}\n{target.LastWriteTimeUtc.Ticks}\n{string.Join(' ', HostProcess.Flags(options))}");
            var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..24];
            return Path.Combine(options.SnapshotFolder!, name + ".blob");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private bool Build(string path, CancellationToken cancellation)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using var node = Process.Start(HostProcess.StartInfo(options, ["--snapshot-blob", temporary, "--build-snapshot", options.BundlePath]))!;
            using var ended = cancellation.Register(() => HostProcess.End(node));
            node.StandardInput.Close();
            _ = node.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellation);
            _ = node.StandardOutput.BaseStream.CopyToAsync(Stream.Null, cancellation);
            if (!node.WaitForExit(BuildTimeLimit))
            {
                node.Kill(entireProcessTree: true);
                return false;
            }

            if (node.ExitCode != 0 || !File.Exists(temporary))
            {
                return false;
            }

            File.Move(temporary, path, overwrite: true);
            foreach (var old in new DirectoryInfo(options.SnapshotFolder!).EnumerateFiles("*.blob").OrderByDescending(f => f.LastWriteTimeUtc).Skip(KeptBlobs))
            {
                Discard(old.FullName);
            }

            return true;
        }
        finally
        {
            Discard(temporary);
        }
    }
}
