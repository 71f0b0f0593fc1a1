using System.Collections.Immutable;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Kusto.Binding;

/// <summary>
/// What the Kusto library says about a query. Spans count in the query's text. The tree is decoded when it is first asked for:
/// most of what the program does needs only the summary.
/// </summary>
public sealed class BoundQuery
{
    private readonly Lazy<BoundTree?> _tree;

    internal BoundQuery(ReadOnlyMemory<byte> tree) => _tree = new Lazy<BoundTree?>(() => tree.IsEmpty ? null : BoundTreeReader.Read(tree.Span));

    public BindFailure Failure { get; init; }

    public ImmutableArray<QueryDiagnostic> Diagnostics { get; init; } = [];

    /// <summary>The columns of the result in order; null when the query has no tabular result.</summary>
    public ImmutableArray<ColumnSchema>? ResultColumns { get; init; }

    /// <summary>True when the result may have columns beyond those listed.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Tables of the workspace that the query reads, also inside the functions it calls; ordinal order.</summary>
    public ImmutableArray<string> Tables { get; init; } = [];

    /// <summary>Columns of those tables that it names, as <c>Table.Column</c>.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>Functions of the workspace that it calls.</summary>
    public ImmutableArray<string> Functions { get; init; } = [];

    /// <summary>Aliases given to _GetWatchlist.</summary>
    public ImmutableArray<string> Watchlists { get; init; } = [];

    /// <summary>The library's own functions, for a hint; only filled when the query calls one, or a plug-in, that it does not know.</summary>
    public ImmutableArray<string> KnownFunctions { get; init; } = [];

    public ImmutableArray<TextSpan> Comments { get; init; } = [];

    /// <summary>The bound syntax tree; null when the analysis failed.</summary>
    public BoundTree? Tree => _tree.Value;

    internal static BoundQuery Failed(BindFailure failure) => new(default) { Failure = failure };
}
