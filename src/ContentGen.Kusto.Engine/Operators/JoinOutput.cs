using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>The columns of a join: those of the left, then those of the right (for lookup without its keys), under the library's names.</summary>
internal sealed class JoinOutput
{
    private readonly int[] _rightCells;
    private readonly int _leftWidth;

    /// <summary>Names are the library's; null where it does not know the columns of both sides.</summary>
    public JoinOutput(Shape? names, Shape left, Shape right, IReadOnlyCollection<string> dropped, BoundNode node)
    {
        _rightCells = [.. Enumerable.Range(0, right.Columns.Length).Where(i => !dropped.Contains(right.Columns[i].Name)).Select(i => i + 1)];
        _leftWidth = left.Width;
        Column[] columns = [.. left.Columns, .. _rightCells.Select(c => right.Columns[c - 1])];
        Shape = new Shape(FreeNames.OfJoin([.. columns.Select(c => c.Name)]).Select((n, i) => columns[i] with { Name = n }));
        if (names is not null && !Shape.Columns.Select(c => c.Name).SequenceEqual(names.Columns.Select(c => c.Name)))
        {
            throw QueryCompiler.Refuse("the columns of the join are not those that the Kusto library names", node);
        }
    }

    public Shape Shape { get; }

    public Value[] Row(Value[]? left, Value[]? right)
    {
        var row = new Value[Shape.Width];
        left?.AsSpan(0, _leftWidth).CopyTo(row);
        if (left is null && right is not null)
        {
            row[0] = right[0];
        }

        if (right is not null)
        {
            for (var i = 0; i < _rightCells.Length; i++)
            {
                row[_leftWidth + i] = right[_rightCells[i]];
            }
        }

        return row;
    }
}
