namespace ContentGen.Core.Attack;

/// <summary>The text of the three files that hold a version of ATT&amp;CK: <c>version.txt</c>, <c>techniques.tsv</c>, <c>tactics.tsv</c>.</summary>
public sealed record AttackTables(string Version, string Techniques, string Tactics)
{
    public const string VersionFile = "version.txt";

    public const string TechniquesFile = "techniques.tsv";

    public const string TacticsFile = "tactics.tsv";

    /// <exception cref="FormatException">One of them is not such a table.</exception>
    public AttackData Read() => AttackData.Read(Version, Techniques, Tactics);
}
