using System.Collections.Immutable;
using System.Text.Json;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine.Running;
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

    /// <summary>Rows that another engine returned.</summary>
    public static RunResult Of(TableData rows) => new(rows.Columns, [.. Enumerable.Range(0, rows.Columns.Length)], rows.Arranged(rows.Columns), null);

    /// <summary>No answer of another engine.</summary>
    public static RunResult None(string why, TextSpan? place = null) => new([], [], [], why) { StoppedAt = place };

    public ImmutableArray<ColumnSchema> Columns { get; }

    /// <summary>Why there is no answer: a limit, or data on which Kusto's answer is not certain. Null when there is one.</summary>
    public string? Stopped { get; }

    /// <summary>Where in the query the reason of <see cref="Stopped"/> stands; null when that is not known.</summary>
    public TextSpan? StoppedAt { get; init; }

    public int Count => _rows.Count;

    /// <summary>A cell as text: as tostring() prints it.</summary>
    public string Text(int row, int column) => ValueText.Of(Cell(row, column));

    /// <summary>
    /// A cell as JSON: datetimes in ISO 8601 with seven digits of a second, timespans as Kusto prints them, decimals and reals that are no
    /// number as texts, dynamic values as they are.
    /// </summary>
    public void WriteJson(Utf8JsonWriter writer, int row, int column)
    {
        var value = Cell(row, column);
        if (value.IsNull && Columns[column].Type == "string")
        {
            writer.WriteStringValue("");
            return;
        }

        DynamicJson.Write(writer, value);
    }

    internal bool HasSameRows(RunResult other) =>
        other.Stopped is null && Count == other.Count && _rows.Zip(other._rows).All(r => r.First.AsSpan(1).SequenceEqual(r.Second.AsSpan(1)));

    internal RunResult Without(string reason, TextSpan? place) => new(Columns, _places, [], reason) { StoppedAt = place };

    public Value Cell(int row, int column) => _rows[row][_places[column] + 1];
}
