using System.Collections.Immutable;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Compiling;

/// <summary>The columns of rows in order. The cell of column i is i + 1.</summary>
internal sealed class Shape
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public Shape(IEnumerable<Column> columns)
    {
        Columns = [.. columns];
        for (var i = 0; i < Columns.Length; i++)
        {
            _ = _places.TryAdd(Columns[i].Name, i);
        }
    }

    public static Shape Empty { get; } = new([]);

    public ImmutableArray<Column> Columns { get; }

    /// <summary>Cells of a row, with its own.</summary>
    public int Width => Columns.Length + 1;

    /// <summary>The column's place, or -1.</summary>
    public int IndexOf(string name) => _places.TryGetValue(name, out var i) ? i : -1;

    public bool SequenceEqual(Shape other) => Columns.SequenceEqual(other.Columns);

    /// <summary>The columns as the library knows them.</summary>
    public ImmutableArray<ColumnSchema> Schema => [.. Columns.Select(c => new ColumnSchema(c.Name, c.Type.Name()))];
}
