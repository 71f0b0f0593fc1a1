using System.Globalization;
using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Time;
using ContentGen.Core.Yaml;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Checks.Testing;

/// <summary>The cells of a test's rows are columns of their table and hold what the column can hold.</summary>
internal sealed class TelemetryCells : IRuleCheck
{
    public static readonly DiagnosticDescriptor NoSuchColumn = new("CG4107", Severity.Error, "Telemetry of an unknown column", "{0} has no column '{1}'{2}");

    public static readonly DiagnosticDescriptor WrongType = new("CG4108", Severity.Error, "Cell of the wrong type", "'{0}' is no {1}, which {2}.{3} holds");

    public void Check(RuleContext context)
    {
        foreach (var rows in context.Rule.Tests.SelectMany(t => t.Telemetry))
        {
            if (context.Catalog.FindTable(rows.Table.Value) is { } table)
            {
                var columns = table.Columns.GroupBy(c => c.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Type, StringComparer.Ordinal);
                foreach (var cell in rows.Rows.SelectMany(r => r.Entries))
                {
                    Check(context, table, columns, cell);
                }
            }
        }
    }

    private static void Check(RuleContext context, TableSchema table, Dictionary<string, string> columns, YamlEntry cell)
    {
        var name = cell.Key.Value;
        if (!columns.TryGetValue(name, out var type))
        {
            // Columns that every table has begin with a line (_ResourceId); the ingestion time is no column at all.
            if (!table.IsOpen && !name.StartsWith('_') && name is not ("ingestion_time" or "TenantId" or "Type" or "SourceSystem" or "TimeGenerated"))
            {
                context.Report(NoSuchColumn, cell.Key.Span, table.Name, name, NearestName.Hint(name, columns.Keys));
            }
        }
        else if (cell.Value is YamlScalar { IsNull: false } scalar && !Fits(scalar.Value, type))
        {
            context.Report(WrongType, scalar.Span, scalar.Value, type, table.Name, name);
        }
    }

    // Relative times count from the run. Text and dynamic hold anything.
    private static bool Fits(string value, string type) => type switch
    {
        "int" or "long" => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) || IsHexadecimal(value),
        "real" or "decimal" => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        "bool" => bool.TryParse(value, out _) || value is "0" or "1",
        "datetime" => value is "now" or "0" || RuleDuration.TryParse(value.TrimStart('-', '+')) is not null
            || DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        "guid" => Guid.TryParse(value, out _),
        _ => true,
    };

    private static bool IsHexadecimal(string value) =>
        value.StartsWith("0x", StringComparison.Ordinal) && long.TryParse(value.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
}
