using System.Security.Cryptography;

namespace ContentGen.Kusto.Cache;

/// <summary>
/// Analyses on disk: a file each, named by everything that the analysis depends on. A file that is not whole (its first 32 bytes are the
/// SHA-256 of the rest) is no hit and is removed; a file is written under another name and then renamed, so that two programs may share
/// the folder. Nothing that goes wrong here is an error: the query is analysed again.
/// </summary>
public sealed class AnalysisCache(string folder)
{
    /// <summary>Files beyond this number are removed, the ones unused for longest first.</summary>
    public const int MaxFiles = 20_000;

    private const int HashBytes = 32;
    private int _written;

    public string Folder => folder;

    /// <summary>The two lines of the host's answer, or null.</summary>
    internal (ReadOnlyMemory<byte> Summary, ReadOnlyMemory<byte> Tree)? TryRead(string key)
    {
        var path = PathOf(key);
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            var bytes = File.ReadAllBytes(path);
            var content = bytes.AsMemory(Math.Min(HashBytes, bytes.Length));
            var line = content.Span.IndexOf((byte)'\n');
            if (line < 0 || !SHA256.HashData(Sealed(key, content.Span)).AsSpan().SequenceEqual(bytes.AsSpan(0, HashBytes)))
            {
                File.Delete(path);
                return null;
            }

            return (content[..line], content[(line + 1)..]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal void Write(string key, ReadOnlySpan<byte> summary, ReadOnlySpan<byte> tree)
    {
        byte[] content = [.. summary, (byte)'\n', .. tree];
        var path = PathOf(key);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(temporary, [.. SHA256.HashData(Sealed(key, content)), .. content]);
            File.Move(temporary, path, overwrite: true);
            _ = Interlocked.Increment(ref _written);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
        }
    }

    /// <summary>Keeps the folder within <see cref="MaxFiles"/>; cheap when nothing was written.</summary>
    public void Trim()
    {
        if (_written == 0)
        {
            return;
        }

        try
        {
            if (Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Skip(MaxFiles).FirstOrDefault() is null)
            {
                return;
            }

            var files = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).ToList();
            foreach (var file in files.OrderByDescending(f => f.LastWriteTimeUtc).Skip(MaxFiles))
            {
                TryDelete(file.FullName);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another program is at it.
        }
    }

    // The key is part of what is hashed: a whole file under a wrong name is no hit either.
    private static byte[] Sealed(string key, ReadOnlySpan<byte> content) => [.. Convert.FromHexString(key), .. content];

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left for the next time.
        }
    }

    private string PathOf(string key) => Path.Combine(folder, key[..2], key);
}
