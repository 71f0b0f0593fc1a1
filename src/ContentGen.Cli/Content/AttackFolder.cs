using ContentGen.Cli.Running;
using ContentGen.Core.Attack;

namespace ContentGen.Cli.Content;

/// <summary>The folder <c>attack</c> of a content project: the version of ATT&amp;CK that the project has settled on, in place of the program's own.</summary>
internal static class AttackFolder
{
    public const string Name = "attack";

    // Enterprise ATT&CK has a thousand techniques, 100 KB of text.
    private const long MostBytes = 4 << 20;

    /// <summary>The project's data, or the program's own when the project has none.</summary>
    /// <exception cref="UsageException">There is a folder, but what it holds cannot be used.</exception>
    public static AttackData Load(ContentRoot? root)
    {
        if (root is null || Path.Combine(root.Path, Name) is var folder && !File.Exists(Path.Combine(folder, AttackTables.VersionFile)))
        {
            return AttackData.Current;
        }

        try
        {
            return new AttackTables(Text(folder, AttackTables.VersionFile), Text(folder, AttackTables.TechniquesFile), Text(folder, AttackTables.TacticsFile)).Read();
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{Path.Combine(root.Path, Name)}: {e.Message}");
        }
    }

    private static string Text(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        return new FileInfo(path).Length <= MostBytes ? File.ReadAllText(path) : throw new FormatException($"{file} is too large");
    }
}
