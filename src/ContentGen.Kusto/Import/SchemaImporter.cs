using System.Collections.Immutable;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Kusto.Import;

/// <summary>Foreign descriptions of tables to schemas. What a file is, its text says: KQL declarations, JSON or CSV.</summary>
public sealed class SchemaImporter(ICollection<Diagnostic> diagnostics)
{
    private readonly SortedDictionary<string, TableSchema> _tables = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, FunctionSchema> _functions = new(StringComparer.Ordinal);

    /// <summary>In ordinal order, as are their columns.</summary>
    public ImmutableArray<TableSchema> Tables => [.. _tables.Values];

    /// <summary>Of KQL declarations; in ordinal order.</summary>
    public ImmutableArray<FunctionSchema> Functions => [.. _functions.Values];

    /// <summary>Reads one file. What is wrong with it is reported at its place; the rest of it is taken.</summary>
    /// <param name="source">The file.</param>
    /// <param name="tableName">The table that rows of getschema describe; they do not say it themselves.</param>
    public void Read(SourceText source, string? tableName)
    {
        var bag = new DiagnosticBag(source);
        var text = source.Text.AsSpan().TrimStart();
        if (text.StartsWith(".") || text.StartsWith("//"))
        {
            var reader = new DeclarationReader(source, bag, source.Path);
            reader.Read();
            Take(reader.Tables.Select(Sorted), bag);
            reader.Functions.ForEach(f => Take(f, bag));
        }
        else if (text.StartsWith("{") || text.StartsWith("["))
        {
            Take(new JsonSchemas(tableName, bag).Read(), bag);
        }
        else if (CsvSchema.Read(tableName, bag) is { } table)
        {
            Take([table], bag);
        }

        foreach (var diagnostic in bag.Items)
        {
            diagnostics.Add(diagnostic);
        }
    }

    private static TableSchema Sorted(TableSchema table) =>
        new(table.Name, [.. table.Columns.OrderBy(c => c.Name, StringComparer.Ordinal)], table.IsOpen, table.Origin);

    // The same table may be described by several exports; two that differ cannot both be right.
    private void Take(IEnumerable<TableSchema> tables, DiagnosticBag bag)
    {
        foreach (var table in tables)
        {
            if (_tables.TryGetValue(table.Name, out var before))
            {
                if (before.ColumnText != table.ColumnText)
                {
                    bag.Add(DeclarationDescriptors.DeclaredTwice, default, table.Name, before.Origin);
                }
            }
            else if (_tables.Count == ImportLimits.Tables || table.Columns.Length > ImportLimits.Columns)
            {
                bag.Add(ImportDescriptors.Limit, default, $"with '{table.Name}' there are more tables, or more columns in it, than are taken", ImportLimits.Tables);
                return;
            }
            else
            {
                _tables.Add(table.Name, table);
            }
        }
    }

    private void Take(FunctionSchema function, DiagnosticBag bag)
    {
        if (!_functions.TryAdd(function.Name, function))
        {
            bag.Add(DeclarationDescriptors.DeclaredTwice, function.Place!.Name, function.Name, _functions[function.Name].Place!.Source.Path);
        }
    }
}
