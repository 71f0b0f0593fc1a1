using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Detection.Import;

/// <summary>Imported rows as the YAML of a test, each with its origin in a comment.</summary>
public static partial class TelemetryText
{
    /// <summary>An item for <c>tests:</c>, indented by two blanks as there.</summary>
    public static string Write(string name, IReadOnlyList<ImportedRow> rows, SchemaCatalog catalog)
    {
        var text = new StringBuilder();
        _ = text.Append(CultureInfo.InvariantCulture, $"  - name: {Scalar(name)}\n    expects: alert\n    telemetry:\n");
        foreach (var table in rows.GroupBy(r => r.Table))
        {
            var types = (catalog.FindTable(table.Key)?.Columns ?? []).GroupBy(c => c.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Type, StringComparer.Ordinal);
            _ = text.Append(CultureInfo.InvariantCulture, $"      {Scalar(table.Key)}:\n");
            foreach (var row in table)
            {
                _ = text.Append(CultureInfo.InvariantCulture, $"        # {OneLine(row.Origin)}\n");
                var lead = "        - ";
                foreach (var (column, value) in row.Cells)
                {
                    _ = text.Append(lead).Append(Scalar(column)).Append(": ").Append(Cell(value, types.GetValueOrDefault(column, "string"))).Append('\n');
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

    private static string Cell(string value, string type) => type is "int" or "long" or "real" or "bool" or "datetime" && PlainValue().IsMatch(value) ? value : Scalar(value);

    // Single quotes hold anything but line breaks and control characters; those take double quotes.
    private static string Scalar(string value)
    {
        if (PlainText().IsMatch(value) && !Word().IsMatch(value))
        {
            return value;
        }

        if (!value.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u0085' or '\uFEFF' || char.IsSurrogate(c)))
        {
            return $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
        }

        var quoted = new StringBuilder("\"");
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\u0085' or '\uFEFF' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.:\-TZ/]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainValue();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_.\\/ -]*(?<! )\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainText();

    // Words and numbers that YAML takes for something else.
    [GeneratedRegex(@"\A(true|false|null|yes|no|on|off|y|n|~)\z|\A[-+.0-9]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Word();
}
