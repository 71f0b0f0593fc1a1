using System.Text;
using ContentGen.Cli.Running;
using ContentGen.Core.Edits;
using ContentGen.Core.Text;

namespace ContentGen.Cli.Output;

/// <summary>Changes of the user's files: shown as a unified difference, or made.</summary>
internal static class SourceChanges
{
    public static void Show(IEnumerable<SourceChange> changes, TextWriter output)
    {
        foreach (var change in changes)
        {
            // The mark is part of the first line to whoever applies the difference.
            var mark = HasMark(File.ReadAllBytes(change.FullPath)) ? "\uFEFF" : "";
            output.Write(UnifiedDiff.Between(change.Before.Path, mark + change.Before.Text, (change.DropsByteOrderMark ? "" : mark) + change.After));
        }
    }

    /// <summary>Writes each file in one step; a byte order mark stays, unless it is what the change is about.</summary>
    /// <exception cref="EnvironmentException">A file cannot be written, or is no longer what was read.</exception>
    public static void Make(IEnumerable<SourceChange> changes)
    {
        foreach (var change in changes)
        {
            try
            {
                var bytes = File.ReadAllBytes(change.FullPath);
                if (SourceDecoder.TryDecode(bytes) != change.Before.Text)
                {
                    throw new EnvironmentException($"'{change.Before.Path}' was changed by somebody else meanwhile; it is left as it is");
                }

                var mark = HasMark(bytes) && !change.DropsByteOrderMark ? Encoding.UTF8.Preamble : [];
                AtomicFile.Write(change.FullPath, [.. mark, .. Encoding.UTF8.GetBytes(change.After)]);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new EnvironmentException($"'{change.Before.Path}' cannot be written: {e.Message}", e);
            }
        }
    }

    private static bool HasMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Encoding.UTF8.Preamble);
}
