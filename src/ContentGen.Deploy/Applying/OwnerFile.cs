namespace ContentGen.Deploy.Applying;

/// <summary>Files that only their owner may read: queries and their exclusions tell an attacker what is not seen.</summary>
public static class OwnerFile
{
    public static FileStream Create(string path) => Open(path, FileMode.CreateNew);

    public static FileStream Append(string path) => Open(path, FileMode.Open);

    /// <summary>Writes a whole file in place of an older one; a reader sees the old or the new, never half of it.</summary>
    public static void Replace(string path, string text) => Replace(path, System.Text.Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Replace(string, string)"/>
    /// <exception cref="IOException">There is such a file, and it is not to be overwritten.</exception>
    public static void Replace(string path, byte[] content, bool overwrites = true)
    {
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        _ = Directory.CreateDirectory(folder);
        var temporary = System.IO.Path.Combine(folder, $".{System.IO.Path.GetFileName(path)}.{Guid.NewGuid():N}");
        try
        {
            using (var file = Create(temporary))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrites);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static FileStream Open(string path, FileMode mode)
    {
        _ = Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.Read };
        if (mode == FileMode.CreateNew && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
