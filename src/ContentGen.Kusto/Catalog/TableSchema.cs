using System.Collections.Immutable;

namespace ContentGen.Kusto.Catalog;

/// <summary>A table. An open one (AzureDiagnostics) may have columns that nobody declared.</summary>
public sealed class TableSchema(string name, ImmutableArray<ColumnSchema> columns, bool isOpen, string origin)
{
    private readonly Lazy<string> _columnText = new(() => KqlNames.Columns(columns));

    public string Name { get; } = name;

    public ImmutableArray<ColumnSchema> Columns { get; } = columns;

    public bool IsOpen { get; } = isOpen;

    /// <summary>Where the schema comes from, for people.</summary>
    public string Origin { get; } = origin;

    /// <summary><c>a:string,b:long</c>, in declared order.</summary>
    public string ColumnText => _columnText.Value;
}
