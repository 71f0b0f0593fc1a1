using ContentGen.Core.Diagnostics;
using ContentGen.Core.Json;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Kusto.Import;

/// <summary>
/// Tables in JSON: CustomTables of Azure-Sentinel ({Name, Properties: [{Name, Type}]}), the tables API ({value: [{name, properties: {schema:
/// {columns, standardColumns}}}]}; az prints the same without value and properties), and rows of getschema ([{ColumnName, ColumnType}], or
/// the query API's {tables: [{columns, rows}]}).
/// </summary>
internal sealed class JsonSchemas(string? tableName, DiagnosticBag diagnostics)
{
    private static readonly string[] ColumnLists = ["columns", "standardColumns"];

    public IEnumerable<TableSchema> Read()
    {
        var json = JsonText.Read(diagnostics.Source.Text);
        if (json.Root is { } root)
        {
            return Tables(root).OfType<TableSchema>();
        }

        diagnostics.Add(ImportDescriptors.JsonSyntax, json.FaultSpan, json.Fault);
        return [];
    }

    private IEnumerable<TableSchema?> Tables(JsonItem item)
    {
        var list = item.Kind == JsonKind.List ? item : item.Find("value", JsonKind.List);
        if (list is null)
        {
            return item.Find("tables", JsonKind.List) is { } results ? [QueryResult(results)] : [Table(item)];
        }

        return list.Items.Any(i => i.Find("ColumnName") is not null)
            ? [Rows(list.Items.Select(i => (i.Find("ColumnName"), i.Find("ColumnType"), i.Find("DataType"), i.Span)), list.Span)]
            : list.Items.Select(Table);
    }

    private TableSchema? Table(JsonItem item)
    {
        var resource = item.Find("properties", JsonKind.Map) ?? item;
        var schema = resource.Find("schema", JsonKind.Map) ?? item;
        var lists = ColumnLists.Select(n => schema.Find(n, JsonKind.List)).Append(item.Find("Properties", JsonKind.List)).OfType<JsonItem>().ToList();
        if (lists.Count == 0)
        {
            diagnostics.Add(ImportDescriptors.NotASchema, item.Span, "no table with columns is described here");
            return null;
        }

        if ((Text(item, "name") ?? Text(schema, "name")) is not { } name || !TableBuilder.IsName(name.Value))
        {
            diagnostics.Add(ImportDescriptors.Incomplete, item.Span, "the table has no name that a table can have");
            return null;
        }

        var table = new TableBuilder(name, diagnostics);
        foreach (var column in lists.SelectMany(l => l.Items))
        {
            table.Add(Text(column, "name"), Text(column, "type"), column.Span);
        }

        return table.Build(diagnostics.Source.Path);
    }

    // The tables of an answer are its results; the first one is the query's own.
    private TableSchema? QueryResult(JsonItem results)
    {
        if (results.Items.FirstOrDefault() is not { } result || result.Find("columns", JsonKind.List) is not { } columns || result.Find("rows", JsonKind.List) is not { } rows)
        {
            diagnostics.Add(ImportDescriptors.NotASchema, results.Span, "this answer of a query has no rows");
            return null;
        }

        var names = columns.Items.Select(c => c.Find("name") ?? c.Find("ColumnName")).Select(n => n?.Value).ToList();
        JsonItem? Cell(JsonItem row, string name) => names.IndexOf(name) is var at and >= 0 && at < row.Items.Length ? row.Items[at] : null;
        return Rows(rows.Items.Select(r => (Cell(r, "ColumnName"), Cell(r, "ColumnType"), Cell(r, "DataType"), r.Span)), columns.Span);
    }

    private TableSchema? Rows(IEnumerable<(JsonItem? Name, JsonItem? Type, JsonItem? DataType, TextSpan Span)> rows, TextSpan place)
    {
        if (tableName is null)
        {
            diagnostics.Add(ImportDescriptors.Incomplete, place, "getschema does not say which table it describes: give its name with --table");
            return null;
        }

        var table = new TableBuilder(new Located<string>(tableName, place), diagnostics);
        foreach (var (name, type, dataType, span) in rows)
        {
            table.Add(Text(name), Text(type) ?? Text(dataType), span);
        }

        return table.Build(diagnostics.Source.Path);
    }

    private static Located<string>? Text(JsonItem item, string name) => Text(item.Find(name));

    private static Located<string>? Text(JsonItem? item) => item is { Kind: JsonKind.Text, Value.Length: > 0 } ? new Located<string>(item.Value, item.Span) : null;
}
