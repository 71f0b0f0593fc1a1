using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>union: rows of all inputs one input after the other; a column that an input lacks is null in its rows.</summary>
internal static class Union
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, Scope scope, RowSource? first)
    {
        var parts = new List<(RowSource Rows, string Name)>();
        if (first is not null)
        {
            parts.Add((first, first.Label ?? "union_arg0"));
        }

        foreach (var expression in node.ChildrenOf("Expressions"))
        {
            var rows = compiler.Rows(expression, scope);
            parts.Add((rows, rows.Label ?? $"union_arg{parts.Count}"));
        }

        var kind = OperatorTable.Parameter(node, "kind");
        var source = OperatorTable.Parameter(node, "withsource") ?? OperatorTable.Parameter(node, "with_source");
        var shape = Tables.ShapeOf(node);
        if (kind == "inner")
        {
            // The library lists the columns of all inputs; the documentation says those that all have.
            shape = new Shape(shape.Columns.Where(c => c.Name == source || parts.All(p => p.Rows.Shape.IndexOf(c.Name) is var i and >= 0 && p.Rows.Shape.Columns[i].Type == c.Type)));
        }

        var maps = parts.Select(p => (p.Rows, p.Name, Cells: shape.Columns.Select(c => CellOf(c, p.Rows.Shape, shape, parts)).ToArray())).ToArray();
        var sourceCell = source is null ? 0 : shape.IndexOf(source) + 1;
        return new RowSource(shape, Rows);

        IEnumerable<Value[]> Rows(Run run)
        {
            foreach (var (rows, name, cells) in maps)
            {
                foreach (var row in rows.Rows(run))
                {
                    run.CountRow();
                    var united = new Value[shape.Width];
                    united[0] = row[0];
                    for (var i = 0; i < cells.Length; i++)
                    {
                        if (cells[i] > 0)
                        {
                            united[i + 1] = row[cells[i]];
                        }
                    }

                    if (sourceCell > 0)
                    {
                        united[sourceCell] = Value.Of(name);
                    }

                    yield return united;
                }
            }
        }
    }

    // A column of one name with several types is split: x_long, x_string.
    private static int CellOf(Column column, Shape from, Shape union, List<(RowSource Rows, string Name)> parts)
    {
        var place = from.IndexOf(column.Name);
        if (place >= 0 && from.Columns[place].Type == column.Type)
        {
            return place + 1;
        }

        var suffix = "_" + column.Type.Name();
        if (!column.Name.EndsWith(suffix, StringComparison.Ordinal))
        {
            return 0;
        }

        var bare = column.Name[..^suffix.Length];
        place = from.IndexOf(bare);
        return place >= 0 && from.Columns[place].Type == column.Type && union.IndexOf(bare) < 0 ? place + 1 : 0;
    }
}
