using System.Collections.Immutable;

namespace ContentGen.Core.Attack;

/// <summary>The tests of Atomic Red Team (Red Canary, MIT): which there are and which technique they belong to. Data of November 2026.</summary>
public sealed class AtomicRedTeam
{
    private static readonly Lazy<AtomicRedTeam> Lazy = new(Load);

    private readonly Dictionary<string, AtomicTest> _tests;

    private AtomicRedTeam(IEnumerable<AtomicTest> tests) => _tests = tests.ToDictionary(t => t.Id, StringComparer.Ordinal);

    public static AtomicRedTeam Current => Lazy.Value;

    public int Count => _tests.Count;

    /// <param name="id">Lower-case GUID.</param>
    public AtomicTest? Find(string id) => _tests.GetValueOrDefault(id);

    /// <summary>The tests of a technique, not those of its sub-techniques.</summary>
    public IEnumerable<AtomicTest> Of(string technique) => _tests.Values.Where(t => t.Technique == technique);

    private static AtomicRedTeam Load()
    {
        using var reader = new StreamReader(typeof(AtomicRedTeam).Assembly.GetManifestResourceStream("attack/atomics.tsv")!);
        _ = reader.ReadLine();
        var tests = new List<AtomicTest>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Split('\t') is [var technique, var id, var name, var platforms])
            {
                tests.Add(new AtomicTest(technique, id, name, [.. platforms.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]));
            }
        }

        return new AtomicRedTeam(tests);
    }
}
