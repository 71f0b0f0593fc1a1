using ContentGen.Kusto.Comparison;

namespace ContentGen.Cli.Reporting;

/// <summary>Differences of schemas: + is only in the workspace, - only in the catalogue, ~ in both with another type.</summary>
internal static class SchemaChangeReport
{
    public static void WriteText(IEnumerable<SchemaChange> changes, TextWriter output)
    {
        foreach (var change in changes)
        {
            output.WriteLine($"{Sign(change.Kind)} {change.Table}{(change.Kind == ChangeKind.Added ? $" ({change.Columns.Length} columns)" : "")}");
            foreach (var column in change.Kind == ChangeKind.Changed ? change.Columns : [])
            {
                var type = column.Kind == ChangeKind.Changed ? $"{column.Catalogue} -> {column.Other}" : column.Catalogue ?? column.Other;
                output.WriteLine($"    {Sign(column.Kind)} {column.Name}: {type}");
            }
        }
    }

    public static void WriteJson(IEnumerable<SchemaChange> changes, TextWriter output) => JsonReport.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("tables");
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("table", change.Table);
            json.WriteString("change", Word(change.Kind));
            json.WriteStartArray("columns");
            foreach (var column in change.Columns)
            {
                json.WriteStartObject();
                json.WriteString("column", column.Name);
                json.WriteString("change", Word(column.Kind));
                json.WriteString("catalogue", column.Catalogue);
                json.WriteString("pulled", column.Other);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static char Sign(ChangeKind kind) => kind switch { ChangeKind.Added => '+', ChangeKind.Removed => '-', _ => '~' };

    private static string Word(ChangeKind kind) => kind switch { ChangeKind.Added => "added", ChangeKind.Removed => "removed", _ => "changed" };
}
