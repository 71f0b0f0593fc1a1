using System.Collections.Immutable;
using System.Globalization;

namespace ContentGen.Core.Attack;

/// <summary>ATT&amp;CK, pinned to one version as data (Attack/*.tsv). ATT&amp;CK (c) The MITRE Corporation, reproduced with its permission.</summary>
public sealed class AttackData
{
    private static readonly Lazy<AttackData> Lazy = new(() => Read(AttackResource.Text("version.txt"), AttackResource.Text("techniques.tsv"), AttackResource.Text("tactics.tsv")));

    private readonly Dictionary<string, AttackTechnique> _techniques;
    private readonly Dictionary<string, string> _tactics;
    private readonly Dictionary<string, (string Id, string Name)> _successors;

    private AttackData(int version, IEnumerable<AttackTechnique> techniques, IEnumerable<(string ShortName, string Name)> tactics)
    {
        Version = version;
        _techniques = techniques.ToDictionary(t => t.Id, StringComparer.Ordinal);
        _tactics = tactics.ToDictionary(t => t.ShortName, t => t.Name, StringComparer.Ordinal);
        _successors = version >= 19 ? [] : AttackResource.Rows("changes-19.tsv").ToDictionary(r => r[0], r => (r[1], r[2]), StringComparer.Ordinal);
    }

    /// <summary>The data that the program carries.</summary>
    public static AttackData Current => Lazy.Value;

    /// <summary>The major version of ATT&amp;CK.</summary>
    public int Version { get; }

    public int Count => _techniques.Count;

    /// <summary>All techniques, by id.</summary>
    public IEnumerable<AttackTechnique> Techniques => _techniques.Values.OrderBy(t => t.Id, StringComparer.Ordinal);

    /// <summary>The three tables as <c>attack update</c> writes them.</summary>
    /// <exception cref="FormatException">One of them is not such a table.</exception>
    public static AttackData Read(string version, string techniques, string tactics)
    {
        if (!int.TryParse(version.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new FormatException($"'{version.Trim()}' is not a version of ATT&CK");
        }

        return new AttackData(
            number,
            Rows(techniques, 5).Select(r => new AttackTechnique(r[0], r[1], [.. r[2].Split(';', StringSplitOptions.RemoveEmptyEntries)], r[3], r[4].Length == 0 ? null : r[4])).DistinctBy(t => t.Id),
            Rows(tactics, 3).Select(r => (r[2], r[1])).DistinctBy(t => t.Item1));
    }

    public AttackTechnique? Find(string id) => _techniques.GetValueOrDefault(id);

    /// <summary>What takes the place of a technique in the next version, as far as that is known (changes-19.tsv is not complete).</summary>
    public (string Id, string Name)? FindNext(string id) => _successors.TryGetValue(id, out var next) ? next : null;

    /// <summary>True for a technique that the next version has and this one has not.</summary>
    public bool IsOfNextVersion(string id) => Find(id) is null && _successors.Values.Any(s => s.Id == id);

    /// <summary>"Command and Control" for command-and-control.</summary>
    public string? TacticName(string shortName) => _tactics.GetValueOrDefault(shortName) ?? TacticNames.FromAttack(shortName)?.Name;

    private static IEnumerable<string[]> Rows(string table, int columns) => AttackResource.Rows(new StringReader(table))
        .Select(r => r.Length >= columns ? r : throw new FormatException($"a row of ATT&CK data has {r.Length} columns instead of {columns}: {string.Join(' ', r)}"));
}
