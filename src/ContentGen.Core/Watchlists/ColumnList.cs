using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Core.Watchlists;

/// <summary>The columns of a watchlist while they are read: each has a name of its own.</summary>
internal sealed class ColumnList(DiagnosticBag diagnostics)
{
    private readonly ImmutableArray<WatchlistColumn>.Builder _columns = ImmutableArray.CreateBuilder<WatchlistColumn>();
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public int Count => _columns.Count;

    public WatchlistColumn this[int index] => _columns[index];

    public IEnumerable<string> Names => _places.Keys;

    public int? Find(string name) => _places.TryGetValue(name, out var place) ? place : null;

    /// <summary>False when the column cannot be one; the finding has been reported.</summary>
    public bool TryAdd(Located<string> name, string type)
    {
        if (name.Value.Length == 0 || name.Value.Any(char.IsControl))
        {
            diagnostics.Add(WatchlistDescriptors.ColumnName, name.Span, name.Value.Length == 0 ? "has no name" : "has a control character in its name");
            return false;
        }

        if (_columns.Count == WatchlistLimits.Columns)
        {
            diagnostics.Add(WatchlistDescriptors.Limit, name.Span, _columns.Count + 1, "columns", WatchlistLimits.Columns);
            return false;
        }

        if (!_places.TryAdd(name.Value, _columns.Count))
        {
            diagnostics.Add(WatchlistDescriptors.ColumnName, name.Span, $"'{name.Value}' is there twice");
            return false;
        }

        _columns.Add(new WatchlistColumn(name, type));
        return true;
    }

    public void SetType(int index, string type) => _columns[index] = _columns[index] with { Type = type };

    /// <summary>True when the value fits the column's type; an empty one always does.</summary>
    public bool Check(int index, Located<string> value)
    {
        var column = _columns[index];
        if (value.Value.Length == 0 || KustoTypes.Accepts(column.Type, value.Value))
        {
            return true;
        }

        var shown = value.Value.Length <= 40 ? value.Value : value.Value[..40] + "...";
        diagnostics.Add(WatchlistDescriptors.ValueType, value.Span, shown, column.Type, column.Name.Value);
        return false;
    }

    public ImmutableArray<WatchlistColumn> ToImmutable() => _columns.ToImmutable();
}
