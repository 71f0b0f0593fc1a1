using ContentGen.Core.Text;

namespace ContentGen.Kusto.Engine.Running;

/// <summary>What an operator did: how many rows came in and went out, and which rows a where or a join dropped.</summary>
public sealed class TraceStep
{
    private readonly List<DroppedRow> _dropped = [];
    private readonly int _most;

    internal TraceStep(string name, TextSpan span, int most) => (Operator, Span, _most) = (name, span, most);

    /// <summary>The Kusto library's name of the operator's kind: FilterOperator, SummarizeOperator.</summary>
    public string Operator { get; }

    /// <summary>Where the operator stands in the query, or in the text of the function.</summary>
    public TextSpan Span { get; }

    /// <summary>The function of the workspace in whose text it stands; null: in the query's own.</summary>
    public string? Function { get; init; }

    public long RowsIn { get; internal set; }

    public long RowsOut { get; internal set; }

    /// <summary>The rows that a where dropped, or a join, at most a thousand.</summary>
    public IReadOnlyList<DroppedRow> Dropped => _dropped;

    internal bool HasRoom => _dropped.Count < _most;

    internal void Add(DroppedRow row) => _dropped.Add(row);
}
