using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Kusto.Engine.Tests;

/// <summary>Rows of a schema: values of each type in turn, every seventh null; times go back from now, an hour a row.</summary>
internal static class MadeUpRows
{
    private static readonly Dictionary<string, object?> Bag = new()
    {
        ["a"] = new Dictionary<string, object?> { ["b"] = new object[] { 1L, 2L } }, ["c"] = "text", ["userPrincipalName"] = "x",
    };

    private static readonly object[] List =
    [
        new Dictionary<string, object?> { ["a"] = 1L, ["name"] = "n" }, new Dictionary<string, object?> { ["a"] = 2L, ["newValue"] = "[\"v\"]" },
    ];

    public static TableData Of(TableSchema table, int rows, DateTimeOffset now)
    {
        var builder = new TableBuilder(table.Name, table.Columns);
        for (var row = 0; row < rows; row++)
        {
            var cells = table.Columns.Select((c, column) => KeyValuePair.Create(c.Name, (row + column) % 7 == 0 ? null : Value(c.Type, row, now)));
            if (builder.Add(cells) is { } wrong)
            {
                throw new InvalidOperationException(wrong);
            }
        }

        return builder.Build();
    }

    private static object? Value(string type, int row, DateTimeOffset now) => type switch
    {
        "bool" => row % 2 == 0,
        "int" or "long" => row % 3 == 0 ? 4624L : row - 5L,
        "real" => row * 1.5,
        "decimal" => (decimal)row,
        "datetime" => now.AddHours(-row),
        "timespan" => TimeSpan.FromMinutes(row),
        "guid" => new Guid(row, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
        "string" => (row % 5) switch { 0 => "admin@contoso.com", 1 => $"10.0.0.{row}", 2 => "powershell.exe -enc AAAA", 3 => "{\"a\":[1,{\"b\":\"c\"}]}", _ => "" },
        _ => row % 2 == 0 ? Bag : List,
    };
}
