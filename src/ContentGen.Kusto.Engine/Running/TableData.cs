using System.Collections.Concurrent;
using System.Collections.Immutable;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Running;

/// <summary>
/// Rows of a table, with the columns that were given: a query that reads others finds them null. Made by <see cref="TableBuilder"/>.
/// Each row is an array of cells; cell 0 holds where the row came from, so that a result can be traced back to it.
/// </summary>
public sealed class TableData
{
    private readonly List<Value[]> _rows;
    private readonly IReadOnlyDictionary<int, DateTimeOffset> _ingested;
    private readonly ConcurrentDictionary<string, List<Value[]>> _arranged = new(StringComparer.Ordinal);

    internal TableData(string name, ImmutableArray<ColumnSchema> columns, List<Value[]> rows, IReadOnlyDictionary<int, DateTimeOffset> ingested)
    {
        Name = name;
        Columns = columns;
        _rows = rows;
        _ingested = ingested;
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i][0] = Value.Origin(this, i);
        }
    }

    public string Name { get; }

    public ImmutableArray<ColumnSchema> Columns { get; }

    public int Count => _rows.Count;

    /// <summary>A cell of a row, by the column's place in <see cref="Columns"/>.</summary>
    public Value Cell(int row, int column) => _rows[row][column + 1];

    /// <summary>When a row was ingested: as given, else its TimeGenerated, else null.</summary>
    internal Value IngestionTime(int row)
    {
        if (_ingested.TryGetValue(row, out var given))
        {
            return Value.DateTime(given.UtcTicks);
        }

        var generated = IndexOf("TimeGenerated") is var i and >= 0 ? i : IndexOf("Timestamp");
        return generated >= 0 ? _rows[row][generated + 1] : Value.Null;
    }

    /// <summary>The rows with exactly these columns in this order; kept, since a program runs often over the same table.</summary>
    internal List<Value[]> Arranged(ImmutableArray<ColumnSchema> wanted)
    {
        if (wanted.SequenceEqual(Columns))
        {
            return _rows;
        }

        return _arranged.GetOrAdd(string.Join('\n', wanted.Select(c => c.Name)), _ =>
        {
            var from = wanted.Select(c => IndexOf(c.Name) + 1).ToArray();
            return [.. _rows.Select(row =>
            {
                var cells = new Value[from.Length + 1];
                cells[0] = row[0];
                for (var i = 0; i < from.Length; i++)
                {
                    cells[i + 1] = from[i] == 0 ? Value.Null : row[from[i]];
                }

                return cells;
            })];
        });
    }

    private int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            if (Columns[i].Name == column)
            {
                return i;
            }
        }

        return -1;
    }
}
