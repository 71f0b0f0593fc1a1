namespace ContentGen.Sigma.Tests.Events;

/// <summary>shared/facts/sigma/mapping.tsv: which columns a field of Sigma stands for, as public converters and rules have it.</summary>
internal static class MappingFacts
{
    private static readonly Lazy<ILookup<string, (string Column, string Category, string Field)>> Rows = new(() => File.ReadLines(Path.Combine(TestFolders.Shared, "facts", "sigma", "mapping.tsv"))
        .Skip(1).Select(l => l.Split('\t'))
        .Where(r => !r[1].Contains('(', StringComparison.Ordinal) && !r[5].Contains('(', StringComparison.Ordinal) && !r[5].Contains('/', StringComparison.Ordinal) && !r[8].StartsWith("COLUMN NOT IN", StringComparison.Ordinal))
        .OrderBy(r => r[6].StartsWith("same name", StringComparison.Ordinal) && r[8] != "case differs" ? 0 : 1)
        .Select(r => (Table: r[0], Row: (r[1], r[2], r[5]))).ToLookup(r => r.Table, r => r.Row, StringComparer.Ordinal));

    public static IEnumerable<(string Column, string Field)> Of(string table, string category) =>
        Rows.Value[table].Where(r => r.Category.Length == 0 || category.Length == 0 || r.Category.Split('|').Contains(category)).Select(r => (r.Column, r.Field))
            .Concat(Rows.Value["(any)"].Where(r => table != "DeviceProcessEvents" && table.StartsWith("Device", StringComparison.Ordinal) == r.Column.StartsWith("Initiating", StringComparison.Ordinal)).Select(r => (r.Column, r.Field)));
}
