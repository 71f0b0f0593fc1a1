namespace ContentGen.Cli.Output;

/// <summary>A file that is there whole or not at all: whoever reads it sees the old bytes or the new ones.</summary>
internal static class AtomicFile
{
    /// <summary>Writes the bytes under another name, which is then renamed; false when the file has them already. A file keeps its mode, a link stays a link.</summary>
    public static bool Write(string path, ReadOnlySpan<byte> content)
    {
        if (File.Exists(path) && new FileInfo(path).Length == content.Length && content.SequenceEqual(File.ReadAllBytes(path)))
        {
            return false;
        }

        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        var temporary = $"{target}.{Environment.ProcessId}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                stream.Write(content);
            }

            if (!OperatingSystem.IsWindows() && File.Exists(target))
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            }

            File.Move(temporary, target, overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
