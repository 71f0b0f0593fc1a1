using System.Collections.Immutable;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine;

/// <summary>The rows of a run, or why it ended without an answer.</summary>
public sealed class RunResult
{
    private readonly ImmutableArray<int> _places;
    private readonly IReadOnlyList<Value[]> _rows;

    internal RunResult(ImmutableArray<ColumnSchema> columns, ImmutableArray<int> places, IReadOnlyList<Value[]> rows, string? stopped)
    {
        Columns = columns;
        _places = places;
        _rows = rows;
        Stopped = stopped;
    }

    public ImmutableArray<ColumnSchema> Columns { get; }

    /// <summary>Why there is no answer: a limit, or data on which Kusto's answer is not certain. Null when there is one.</summary>
    public string? Stopped { get; }

    public int Count => _rows.Count;

    public Value Cell(int row, int column) => _rows[row][_places[column] + 1];
}
