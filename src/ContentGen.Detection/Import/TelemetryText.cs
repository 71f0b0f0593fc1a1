using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ContentGen.Core.Yaml;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Detection.Import;

/// <summary>Imported rows as the YAML of a test, each with its origin in a comment.</summary>
public static partial class TelemetryText
{
    /// <summary>An item for <c>tests:</c>, indented by two blanks as there.</summary>
    public static string Write(string name, IReadOnlyList<ImportedRow> rows, SchemaCatalog catalog)
    {
        var text = new StringBuilder();
        _ = text.Append(CultureInfo.InvariantCulture, $"  - name: {YamlText.Scalar(name)}\n    expects: alert\n    telemetry:\n");
        foreach (var table in rows.GroupBy(r => r.Table))
        {
            var types = (catalog.FindTable(table.Key)?.Columns ?? []).GroupBy(c => c.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Type, StringComparer.Ordinal);
            _ = text.Append(CultureInfo.InvariantCulture, $"      {YamlText.Scalar(table.Key)}:\n");
            foreach (var row in table)
            {
                _ = text.Append(CultureInfo.InvariantCulture, $"        # {OneLine(row.Origin)}\n");
                var lead = "        - ";
                foreach (var (column, value) in row.Cells)
                {
                    _ = text.Append(lead).Append(YamlText.Scalar(column)).Append(": ").Append(Cell(value, types.GetValueOrDefault(column, "string"))).Append('\n');
                    lead = "          ";
                }

                if (row.Cells.IsEmpty)
                {
                    _ = text.Append("        - {}\n");
                }
            }
        }

        return text.ToString();
    }

    private static string Cell(string value, string type) => type is "int" or "long" or "real" or "bool" or "datetime" && PlainValue().IsMatch(value) ? value : YamlText.Scalar(value);

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.:\-TZ/]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainValue();
}
