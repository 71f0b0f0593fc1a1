using System.Collections.Immutable;

namespace ContentGen.Kusto.Binding;

/// <summary>
/// A type: <see cref="Kind"/> is scalar, table, or the library's word for what is neither (database, error, void ...).
/// <see cref="Name"/> of a scalar is its Kusto name.
/// </summary>
public sealed class BoundType(string kind, string name, bool isOpen)
{
    public string Kind { get; } = kind;

    public string Name { get; } = name;

    /// <summary>A table's: there may be columns beyond those listed.</summary>
    public bool IsOpen { get; } = isOpen;

    /// <summary>A table's columns, in order. The same symbol in two types is the same column.</summary>
    public ImmutableArray<BoundSymbol> Columns { get; internal set; } = [];

    public bool IsTable => Kind == "table";

    public override string ToString() => IsTable ? $"({string.Join(", ", Columns.Select(c => $"{c.Name}:{c.Type?.Name}"))})" : Name;
}
