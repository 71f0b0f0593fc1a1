using System.Collections.Immutable;

namespace ContentGen.Kusto.Catalog;

/// <summary>Schemas as KQL declarations that compare well: LF, one column a line where a line would be long.</summary>
public static class DeclarationWriter
{
    private const int LineLength = 120;

    /// <summary>The declaration with its columns in the table's order and a line feed at its end.</summary>
    public static string Table(TableSchema table) => $".create-merge table {KqlNames.Quote(table.Name)} {Columns(table.Columns)}\n";

    /// <summary>The declaration as its author wrote it.</summary>
    public static string Function(FunctionSchema function)
    {
        var place = function.Place ?? throw new ArgumentException("a function that is not declared cannot be written", nameof(function));
        return place.Source.Text.Substring(place.Declaration.Start, place.Declaration.Length).ReplaceLineEndings("\n") + "\n";
    }

    /// <summary><c>(A:string, B:long)</c>, over several lines when it is long.</summary>
    public static string Columns(ImmutableArray<ColumnSchema> columns)
    {
        var texts = columns.Select(c => $"{KqlNames.Quote(c.Name)}:{c.Type}").ToList();
        return texts.Sum(t => t.Length + 2) <= LineLength ? $"({string.Join(", ", texts)})" : $"(\n    {string.Join(",\n    ", texts)}\n)";
    }
}
