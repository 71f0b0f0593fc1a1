using ContentGen.Cli.Output;
using ContentGen.Cli.Running;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Emit.Locking;

namespace ContentGen.Cli.Content;

/// <summary>content.lock.json of a project.</summary>
internal sealed class LockFile(ContentRoot root, string current)
{
    public const string FileName = "content.lock.json";

    // A rule has some 1,500 bytes in it.
    private const long MaxBytes = 64 * 1024 * 1024;

    private readonly string _path = Path.Combine(root.Path, FileName);

    public string Display => DisplayPath.Of(_path, current);

    /// <summary>The empty lock when there is no file; null, with a finding, when the file is no lock.</summary>
    public ContentLock? Load(ICollection<Diagnostic> diagnostics)
    {
        try
        {
            if (!File.Exists(_path))
            {
                return ContentLock.Empty;
            }

            return new FileInfo(_path).Length > MaxBytes
                ? throw new EnvironmentException($"'{Display}' is larger than a lock can be")
                : ContentLock.Read(new SourceText(Display, File.ReadAllText(_path)), diagnostics);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentException($"'{Display}' cannot be read: {e.Message}", e);
        }
    }

    public void Save(ContentLock content)
    {
        try
        {
            AtomicFile.Write(_path, content.Print().Span);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentException($"'{Display}' cannot be written: {e.Message}", e);
        }
    }
}
