using System.Collections.Immutable;
using System.Text.Json;
using ContentGen.Deploy.Service;

namespace ContentGen.Deploy.Querying;

/// <summary>The two forms in which a result comes: they differ in the names of their properties.</summary>
internal sealed record LogAnswers(string Tables, string Columns, string Name, string Type, string Rows)
{
    public static readonly LogAnswers Monitor = new("tables", "columns", "name", "type", "rows");

    public static readonly LogAnswers Kusto = new("Tables", "Columns", "ColumnName", "ColumnType", "Rows");

    /// <exception cref="AzureException">It is no result, or not a whole one.</exception>
    public static LogTable Read(JsonElement? body, LogAnswers form)
    {
        if (body is not { ValueKind: JsonValueKind.Object } answer)
        {
            throw Unreadable("it is no object");
        }

        if (answer.TryGetProperty("error", out _))
        {
            var (code, message) = ErrorBody.Innermost(answer);
            throw new AzureException(AzureFault.Other, 200, code, $"the result is not whole: {message}");
        }

        if (!answer.TryGetProperty(form.Tables, out var tables) || tables.ValueKind != JsonValueKind.Array || tables.GetArrayLength() == 0)
        {
            throw Unreadable("it has no table");
        }

        var table = tables[0];
        if (!table.TryGetProperty(form.Columns, out var columns) || !table.TryGetProperty(form.Rows, out var rows) || columns.ValueKind != JsonValueKind.Array || rows.ValueKind != JsonValueKind.Array)
        {
            throw Unreadable("its table has no columns or no rows");
        }

        ImmutableArray<(string, string)> named = [.. columns.EnumerateArray().Select(c => (Text(c, form.Name), Text(c, form.Type)))];
        return new LogTable(named, [.. rows.EnumerateArray().Select(r => Row(r, named.Length))]);
    }

    private static ImmutableArray<JsonElement> Row(JsonElement row, int columns)
    {
        if (row.ValueKind == JsonValueKind.Object && row.TryGetProperty("Exceptions", out var exceptions))
        {
            throw new AzureException(AzureFault.Other, 200, "", $"the result is not whole: {(exceptions.ValueKind == JsonValueKind.Array && exceptions.GetArrayLength() > 0 ? exceptions[0].ToString() : "the service says no more")}");
        }

        return row.ValueKind == JsonValueKind.Array && row.GetArrayLength() == columns ? [.. row.EnumerateArray()] : throw Unreadable("a row has not a cell for each column");
    }

    private static string Text(JsonElement element, string property) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(property, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : throw Unreadable($"a column has no {property}");

    private static AzureException Unreadable(string why) => new(AzureFault.Other, 200, "", $"the answer to the query is none: {why}");
}
