using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Running;

/// <summary>Collects the rows of a table. Equal short texts are kept once.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "It is a builder.")]
public sealed class TableBuilder
{
    private const int SharedLength = 48;

    private readonly ImmutableArray<ColumnSchema> _columns;
    private readonly ScalarType[] _types;
    private readonly Dictionary<string, int> _index;
    private readonly List<Value[]> _rows = [];
    private readonly Dictionary<int, DateTimeOffset> _ingested = [];
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly string _name;

    public TableBuilder(string name, ImmutableArray<ColumnSchema> columns)
    {
        _name = name;
        _columns = columns;
        _types = [.. columns.Select(c => ScalarTypes.Find(c.Type) ?? ScalarType.Dynamic)];
        _index = columns.Select((c, i) => (c.Name, i)).ToDictionary(c => c.Name, c => c.i, StringComparer.Ordinal);
    }

    public int Count => _rows.Count;

    /// <summary>
    /// A row of named values: null, bool, numbers, texts, DateTime(Offset), TimeSpan, Guid, <see cref="Value"/>; a text is read as the
    /// column's type, lists and dictionaries become dynamic. The message says what is wrong with a name or value; null when all is well.
    /// </summary>
    public string? Add(IEnumerable<KeyValuePair<string, object?>> cells, DateTimeOffset? ingested = null)
    {
        var row = new Value[_columns.Length + 1];
        foreach (var (name, given) in cells)
        {
            if (!_index.TryGetValue(name, out var i))
            {
                return $"table {_name} has no column '{name}'";
            }

            if (Conversion.TryRead(given, _types[i], out var value) is { } wrong)
            {
                return $"column {name} of {_name}: {wrong}";
            }

            row[i + 1] = Shared(value);
        }

        if (ingested is { } time)
        {
            _ingested[_rows.Count] = time;
        }

        _rows.Add(row);
        return null;
    }

    /// <summary>A row of values in the order of the columns, already of their types.</summary>
    public void Add(ReadOnlySpan<Value> cells)
    {
        var row = new Value[_columns.Length + 1];
        for (var i = 0; i < cells.Length; i++)
        {
            row[i + 1] = Shared(cells[i]);
        }

        _rows.Add(row);
    }

    public TableData Build() => new(_name, _columns, _rows, _ingested);

    private Value Shared(Value value)
    {
        if (!value.IsText || value.AsText is not { Length: <= SharedLength } text)
        {
            return value;
        }

        if (_texts.TryGetValue(text, out var known))
        {
            return Value.Of(known);
        }

        if (_texts.Count < 100_000)
        {
            _texts.Add(text, text);
        }

        return value;
    }
}
