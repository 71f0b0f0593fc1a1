using System.Collections.Immutable;

namespace ContentGen.Core.Attack;

/// <summary>ATT&amp;CK, pinned to one version as data (Attack/*.tsv). ATT&amp;CK (c) The MITRE Corporation, reproduced with its permission.</summary>
public sealed class AttackData
{
    /// <summary>The version that the embedded tables hold.</summary>
    public const string Version = "18";

    private static readonly Lazy<AttackData> Lazy = new(Load);

    private readonly Dictionary<string, AttackTechnique> _techniques;
    private readonly Dictionary<string, string> _tactics;

    private AttackData(IEnumerable<AttackTechnique> techniques, IEnumerable<(string ShortName, string Name)> tactics)
    {
        _techniques = techniques.ToDictionary(t => t.Id, StringComparer.Ordinal);
        _tactics = tactics.ToDictionary(t => t.ShortName, t => t.Name, StringComparer.Ordinal);
    }

    public static AttackData Current => Lazy.Value;

    public int Count => _techniques.Count;

    public AttackTechnique? Find(string id) => _techniques.GetValueOrDefault(id);

    /// <summary>"Command and Control" for command-and-control.</summary>
    public string? TacticName(string shortName) => _tactics.GetValueOrDefault(shortName);

    private static AttackData Load() => new(
        Rows("attack/techniques.tsv").Select(r => new AttackTechnique(
            r[0], r[1], [.. r[2].Split(';', StringSplitOptions.RemoveEmptyEntries)], r[3], r[4].Length == 0 ? null : r[4])),
        Rows("attack/tactics.tsv").Select(r => (r[2], r[1])));

    private static IEnumerable<string[]> Rows(string resource)
    {
        using var reader = new StreamReader(typeof(AttackData).Assembly.GetManifestResourceStream(resource)!);
        _ = reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                yield return line.Split('\t');
            }
        }
    }
}
