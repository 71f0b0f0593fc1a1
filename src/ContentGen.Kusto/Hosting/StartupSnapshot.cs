using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ContentGen.Kusto.Hosting;

/// <summary>
/// A V8 startup snapshot of the loaded library (node --build-snapshot): 0.2 s to the first answer instead of 1.1 s. Built once per Node
/// program and bundle, under a temporary name and then renamed, so that two builders cannot harm each other. The name ends with a checksum:
/// V8 itself does not look whether a snapshot is still the one that was written, and a flipped bit of it is another program.
/// </summary>
internal sealed class StartupSnapshot(LanguageHostOptions options, Func<string> engineVersion)
{
    // Other versions of the program may share the folder; blobs of 23 MB nobody needs any more go.
    private const int KeptBlobs = 4;

    /// <summary>The snapshot's path, or null when there is none and none can be built: the host then loads the library itself.</summary>
    public string? GetOrBuild(CancellationToken cancellation)
    {
        if (options.SnapshotFolder is null || Name() is not { } name)
        {
            return null;
        }

        try
        {
            if (Find(options.SnapshotFolder, name) is { } path)
            {
                return path;
            }

            _ = Directory.CreateDirectory(options.SnapshotFolder);
            return Build(name, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    // The whole one; what is not whole is removed.
    private static string? Find(string folder, string name)
    {
        foreach (var path in Directory.Exists(folder) ? Directory.GetFiles(folder, name + "-*.blob") : [])
        {
            if (Path.GetFileNameWithoutExtension(path) == $"{name}-{Checksum(path)}")
            {
                return path;
            }

            Discard(path);
        }

        return null;
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
    private string? Name()
    {
        try
        {
            var node = new FileInfo(options.NodePath!);
            var target = node.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? node;
            var identity = string.Create(
                CultureInfo.InvariantCulture,
                $"{engineVersion()}\n{target.FullName}\n{target.Length}\n{target.LastWriteTimeUtc.Ticks}\n{string.Join(' ', HostProcess.Flags(options))}");
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..24];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string? Build(string name, CancellationToken cancellation)
    {
        var temporary = Path.Combine(options.SnapshotFolder!, $"{name}.{Environment.ProcessId}.tmp");
        try
        {
            using var node = Process.Start(HostProcess.StartInfo(options, ["--snapshot-blob", temporary, "--build-snapshot", options.BundlePath]))!;
            using var ended = cancellation.Register(() => HostProcess.End(node));
            node.StandardInput.Close();
            _ = node.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellation);
            _ = node.StandardOutput.BaseStream.CopyToAsync(Stream.Null, cancellation);
            if (!node.WaitForExit(options.SnapshotTimeLimit))
            {
                node.Kill(entireProcessTree: true);
                return null;
            }

            if (node.ExitCode != 0 || !File.Exists(temporary))
            {
                return null;
            }

            var path = Path.Combine(options.SnapshotFolder!, $"{name}-{Checksum(temporary)}.blob");
            File.Move(temporary, path, overwrite: true);
            foreach (var old in new DirectoryInfo(options.SnapshotFolder!).EnumerateFiles("*.blob").OrderByDescending(f => f.LastWriteTimeUtc).Skip(KeptBlobs))
            {
                Discard(old.FullName);
            }

            return path;
        }
        finally
        {
            Discard(temporary);
        }
    }

    // CRC-32C: processors have it, 23 MB take some milliseconds. It is against accidents; who may write into the user's cache needs no collisions.
    private static string Checksum(string path)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var buffer = new byte[1 << 20];
        var crc = uint.MaxValue;
        for (long at = 0; ;)
        {
            // Whole words of 8 bytes, but for the last ones of the file.
            var count = 0;
            while (count < buffer.Length && RandomAccess.Read(file, buffer.AsSpan(count), at + count) is > 0 and var read)
            {
                count += read;
            }

            if (count == 0)
            {
                return crc.ToString("x8", CultureInfo.InvariantCulture);
            }

            at += count;
            foreach (var word in MemoryMarshal.Cast<byte, ulong>(buffer.AsSpan(0, count)))
            {
                crc = BitOperations.Crc32C(crc, word);
            }

            foreach (var last in buffer.AsSpan(count / 8 * 8, count % 8))
            {
                crc = BitOperations.Crc32C(crc, last);
            }
        }
    }
}
