using System.Globalization;
using System.Text;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Detection.Workspaces;

/// <summary>Rows and values as KQL writes them (https://learn.microsoft.com/kusto/query/scalar-data-types).</summary>
internal static class KqlLiterals
{
    /// <summary>
    /// A table with these columns: the ones that no row has stand in an empty table beside the rows, which is shorter than a cell for each.
    /// </summary>
    public static string Table(IReadOnlyList<ColumnSchema> columns, TableData? rows)
    {
        // Views of a workspace may name a column twice.
        var all = columns.Concat(rows?.Columns ?? []).DistinctBy(c => c.Name).ToList();
        var empty = $"datatable({string.Join(", ", all.Select(Declaration))})[]";
        if (rows is null || rows.Count == 0)
        {
            return empty;
        }

        var text = new StringBuilder().Append("union (").Append(empty).Append("), (datatable(").AppendJoin(", ", rows.Columns.Select(Declaration)).Append(")[");
        for (var row = 0; row < rows.Count; row++)
        {
            _ = text.Append(row == 0 ? "\n" : ",\n");
            for (var column = 0; column < rows.Columns.Length; column++)
            {
                _ = text.Append(column == 0 ? "" : ", ").Append(Of(rows.Cell(row, column), rows.Columns[column].Type));
            }
        }

        return text.Append("])").ToString();
    }

    public static string Time(DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"datetime({time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'})");

    public static string Of(Value value, string type)
    {
        var text = value.ToString();
        return type switch
        {
            "string" => KqlTexts.Quote(text),
            _ when type.StartsWith("dynamic", StringComparison.Ordinal) => $"dynamic({(value.IsNull ? "null" : value.Kind is ValueKind.Array or ValueKind.Bag or ValueKind.Long or ValueKind.Real or ValueKind.Bool ? text : KqlTexts.Quote(text))})",
            _ when value.IsNull => $"{type}(null)",
            "timespan" => $"time({text})",
            "real" => $"real({text switch { "NaN" => "nan", "Infinity" => "+inf", "-Infinity" => "-inf", _ => text }})",
            _ => $"{type}({text})",
        };
    }

    private static string Declaration(ColumnSchema column) => $"{KqlNames.Quote(column.Name)}:{(column.Type.StartsWith("dynamic", StringComparison.Ordinal) ? "dynamic" : column.Type)}";
}
