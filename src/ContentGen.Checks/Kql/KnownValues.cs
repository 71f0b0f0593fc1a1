using System.Collections.Immutable;

namespace ContentGen.Checks.Kql;

/// <summary>The values that a column can have, where the product that writes it enumerates them (Data/values.tsv names the sources).</summary>
internal static class KnownValues
{
    private static readonly Lazy<Dictionary<(string Table, string Column), ImmutableArray<string>>> Values = new(Read);

    /// <summary>In the product's own spelling; empty when the values are not known. Not complete: products add values.</summary>
    public static ImmutableArray<string> Of(string table, string column) => Values.Value.GetValueOrDefault((table, column), []);

    // table,table ... <tab> column <tab> value|value ...
    private static Dictionary<(string Table, string Column), ImmutableArray<string>> Read() => DataFile.Lines("values.tsv")
        .Select(l => l.Split('\t'))
        .SelectMany(l => l[0].Split(',').Select(t => (Key: (t, l[1]), Values: l[2].Split('|').ToImmutableArray())))
        .ToDictionary(e => e.Key, e => e.Values);
}
