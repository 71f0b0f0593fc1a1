namespace ContentGen.Sigma.Mapping;

/// <summary>Which field of the Sigma taxonomy a column stands for (fields.tsv).</summary>
internal static class FieldMap
{
    private static readonly Lazy<Dictionary<(string Table, string Category, string Column), FieldTarget?>> Fields = new(Load);

    /// <summary>The field of a column under a log source category; null when there is none.</summary>
    public static FieldTarget? Find(string table, string? category, string column)
    {
        var map = Fields.Value;
        table = Parsers.Plain(table);
        foreach (var key in new[] { (table, category ?? "", column), (table, "", column), ("*", "", column) })
        {
            if (map.TryGetValue(key, out var target))
            {
                return target;
            }
        }

        var dot = column.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && map.ContainsKey((table, "", column[..dot] + ".*")))
        {
            return new FieldTarget(column[(dot + 1)..], FieldKind.Plain);
        }

        // Also a path into a dynamic column: rules name it by the same path.
        return map.ContainsKey((table, "", "*")) ? new FieldTarget(column, FieldKind.Plain) : null;
    }

    /// <summary>The columns of a table that stand for a field, the plainest first.</summary>
    public static IEnumerable<(string Column, FieldKind Kind)> Columns(string table, string? category, string field) => Fields.Value
        .Where(f => f.Key.Table == table && (f.Key.Category.Length == 0 || f.Key.Category == category) && f.Value is not null && f.Value.Field == field && f.Value.Kind != FieldKind.Elevation)
        .Select(f => (f.Key.Column, f.Value!.Kind))
        .OrderBy(f => f.Kind).ThenBy(f => f.Column, StringComparer.Ordinal);

    /// <summary>True for a table whose columns carry the names that Sigma rules use.</summary>
    public static bool HoldsFieldsByName(string table) => Fields.Value.ContainsKey((table, "", "*"));

    private static Dictionary<(string, string, string), FieldTarget?> Load() => MappingTable.Rows("sigma/fields.tsv").ToDictionary(
        r => (r[0], r[1], r[2]),
        r => r[4] == "none" ? null : new FieldTarget(r[3], Enum.Parse<FieldKind>(r[4].Replace("-", "", StringComparison.Ordinal), ignoreCase: true)));
}
