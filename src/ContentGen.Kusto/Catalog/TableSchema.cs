using System.Collections.Immutable;

namespace ContentGen.Kusto.Catalog;

/// <summary>A table. An open one (AzureDiagnostics) may have columns that nobody declared.</summary>
public sealed class TableSchema
{
    private readonly Lazy<ImmutableArray<ColumnSchema>> _columns;
    private readonly Lazy<string> _columnText;

    public TableSchema(string name, ImmutableArray<ColumnSchema> columns, bool isOpen, string origin)
    {
        (Name, IsOpen, Origin) = (name, isOpen, origin);
        _columns = new Lazy<ImmutableArray<ColumnSchema>>(columns);
        _columnText = new Lazy<string>(() => KqlNames.Columns(columns));
    }

    /// <summary>A table whose columns are only read when somebody asks for more than their text.</summary>
    internal TableSchema(string name, string columnText, bool isOpen, string origin)
    {
        (Name, IsOpen, Origin) = (name, isOpen, origin);
        _columns = new Lazy<ImmutableArray<ColumnSchema>>(() => DeclarationReader.ReadColumns(columnText));
        _columnText = new Lazy<string>(columnText);
    }

    public string Name { get; }

    public ImmutableArray<ColumnSchema> Columns => _columns.Value;

    public bool IsOpen { get; }

    /// <summary>Where the schema comes from, for people.</summary>
    public string Origin { get; }

    /// <summary><c>a:string,b:long</c>, in declared order.</summary>
    public string ColumnText => _columnText.Value;
}
