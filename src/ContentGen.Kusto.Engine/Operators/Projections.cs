using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>
/// project-away, -keep, -reorder and -rename. The library says which columns remain, in what order, under which name, where it knows the
/// columns of the input; where only the run does (behind bag_unpack), they are chosen here by the same rules.
/// </summary>
internal static class Projections
{
    public static RowSource Select(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        if (compiler.Split)
        {
            throw QueryCompiler.Refuse("a choice of columns behind a union that splits one of three types", node);
        }

        var chosen = node.Type is { IsOpen: true } ? ChosenColumns.Of(node, input.Shape) : Tables.ShapeOf(node).Columns.Select(c => (c.Name, input.Shape.IndexOf(c.Name)));
        return Arranged(input, [.. chosen], node);
    }

    public static RowSource Rename(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var expression in node.ChildrenOf("Expressions"))
        {
            if (expression is { Kind: "SimpleNamedExpression" } && expression.Child("Expression") is { Symbol: { Kind: "column" } old })
            {
                renamed[old.Name] = expression.Child("Name")!.Name!;
            }
            else
            {
                throw QueryCompiler.Refuse("a renaming of an unknown form", expression);
            }
        }

        var shape = new Shape(input.Shape.Columns.Select(c => c with { Name = renamed.GetValueOrDefault(c.Name, c.Name) }));
        return input with { Shape = shape, Label = null };
    }

    /// <summary>Rows with chosen columns of the input.</summary>
    public static RowSource Arranged(RowSource input, (string Name, int Place)[] columns, BoundNode node)
    {
        if (columns.FirstOrDefault(c => c.Place < 0) is { Name: { } missing })
        {
            throw QueryCompiler.Refuse($"the column '{missing}' is not known offline", node);
        }

        var shape = new Shape(columns.Select(c => new Column(c.Name, input.Shape.Columns[c.Place].Type)));
        var cells = columns.Select(c => c.Place + 1).Prepend(0).ToArray();
        return new RowSource(shape, run => input.Rows(run).Select(row =>
        {
            run.CountRow();
            var arranged = new Value[cells.Length];
            for (var i = 0; i < cells.Length; i++)
            {
                arranged[i] = row[cells[i]];
            }

            return arranged;
        }))
        {
            Visiting = (run, visitor) =>
            {
                var arranged = new Value[cells.Length];
                input.Visit(run, row =>
                {
                    for (var i = 0; i < cells.Length; i++)
                    {
                        arranged[i] = row[cells[i]];
                    }

                    visitor(arranged);
                });
            },
        };
    }
}
