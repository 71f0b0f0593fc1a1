using System.Collections.Immutable;
using ContentGen.Checks.Kql;

namespace ContentGen.Checks.QuerySense;

/// <summary>ATT&amp;CK's data sources with their components, and the tables that can hold each (Data/data-components.tsv).</summary>
internal static class DataComponents
{
    private static readonly Lazy<ImmutableDictionary<string, ImmutableHashSet<string>?>> Tables = new(() => DataFile.Lines("data-components.tsv").Select(l => l.Split('\t'))
        .ToImmutableDictionary(l => $"{l[0]}: {l[1]}", l => l[2] == "*" ? null : l[2].Split(' ').ToImmutableHashSet(StringComparer.Ordinal), StringComparer.OrdinalIgnoreCase));

    private static readonly Lazy<ImmutableHashSet<string>> Told = new(() => [.. Tables.Value.Values.OfType<ImmutableHashSet<string>>().SelectMany(t => t)]);

    /// <summary>As ATT&amp;CK writes them: <c>Process: Process Creation</c>.</summary>
    public static IEnumerable<string> Names => Tables.Value.Keys;

    public static bool IsKnown(string name) => Tables.Value.ContainsKey(name);

    /// <summary>The tables that can hold a component; null when tables do not tell.</summary>
    public static ImmutableHashSet<string>? TablesOf(string name) => Tables.Value.GetValueOrDefault(name);

    /// <summary>Whether it is known what a table can hold.</summary>
    public static bool IsTold(string table) => Told.Value.Contains(table);
}
