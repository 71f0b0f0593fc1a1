using ContentGen.Core.Csv;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Kusto.Import;

/// <summary>The rows of getschema as the portal exports them: CSV with ColumnName and ColumnType or DataType in its header.</summary>
internal static class CsvSchema
{
    public static TableSchema? Read(string? tableName, DiagnosticBag diagnostics)
    {
        var csv = CsvText.Read(diagnostics.Source.Text);
        var header = csv.Records.IsEmpty ? [] : csv.Records[0].Fields.Select(f => f.Value.Trim().ToUpperInvariant()).ToList();
        var (name, type, dataType) = (header.IndexOf("COLUMNNAME"), header.IndexOf("COLUMNTYPE"), header.IndexOf("DATATYPE"));
        if (name < 0 || (type < 0 && dataType < 0))
        {
            diagnostics.Add(ImportDescriptors.NotASchema, default, "the first line has no ColumnName with ColumnType or DataType");
            return null;
        }

        if (csv.Error is { } error)
        {
            diagnostics.Add(CsvDescriptors.Syntax, error.Span, error.Reason);
            return null;
        }

        if (tableName is null)
        {
            diagnostics.Add(ImportDescriptors.Incomplete, default, "getschema does not say which table it describes: give its name with --table");
            return null;
        }

        var table = new TableBuilder(new Located<string>(tableName, default), diagnostics);
        foreach (var record in csv.Records.Skip(1))
        {
            table.Add(Cell(record, name), Cell(record, type) ?? Cell(record, dataType), record.Span);
        }

        return table.Build(diagnostics.Source.Path);
    }

    private static Located<string>? Cell(CsvRecord record, int at) => at >= 0 && at < record.Fields.Length && record.Fields[at].Value.Length > 0 ? record.Fields[at] : null;
}
