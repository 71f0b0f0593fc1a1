using System.Collections.Immutable;

namespace ContentGen.Kusto.Binding;

/// <summary>
/// What a name stands for. <see cref="Kind"/>: column, table (of the workspace), rowset, function (built in), aggregate, plugin,
/// workspace-function, let-function, variable (a let or a bound argument), parameter, operator, or another word of the library's.
/// </summary>
public sealed class BoundSymbol(string kind, string name)
{
    public string Kind { get; } = kind;

    public string Name { get; } = name;

    public BoundType? Type { get; internal set; }

    /// <summary>The workspace table that a column belongs to; null for one that the query made.</summary>
    public string? Table { get; internal set; }

    /// <summary>The columns that this one renames or merges (join, union, project-rename).</summary>
    public ImmutableArray<BoundSymbol> Originals { get; internal set; } = [];
}
