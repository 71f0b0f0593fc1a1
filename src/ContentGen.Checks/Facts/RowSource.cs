using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Facts;

/// <summary>Where rows come from: a place of the query that reads a table, calls a function without a body, or writes rows out.</summary>
/// <param name="Table">The workspace table; null for everything else.</param>
/// <param name="Function">The workspace function whose rows cannot be followed further (ASIM, _GetWatchlist); null for everything else.</param>
/// <param name="Node">The expression.</param>
/// <param name="Scope">The names in force there.</param>
/// <param name="Place">Where that is in the query's text; for a source inside a workspace function, the outermost call.</param>
internal sealed record RowSource(string? Table, string? Function, BoundNode Node, QueryScope Scope, TextSpan Place)
{
    /// <summary>True for a name with a wildcard: many tables, not told one by one.</summary>
    public bool IsWildcard => Node is { Kind: "NameReference", Type.Kind: "group" };

    /// <summary>For messages: the table, the function, the wildcard.</summary>
    public string Name => Table ?? Function ?? (IsWildcard ? Node.Name : null) ?? "the data";
}
