using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>mv-apply: expands each row, runs the subquery over what comes out, and puts the row's own columns before the result.</summary>
internal static class MvApply
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var subquery = node.Child("Subquery")?.Child("Expression") ?? throw QueryCompiler.Refuse("mv-apply without a subquery", node);
        var expansion = Expansion.Compile(compiler, node, input, scope, Shape.Empty);
        var subqueries = Subqueries.Compile(compiler, subquery, expansion.Shape, scope);
        var names = node.Type is { IsOpen: true } ? throw QueryCompiler.Refuse("columns that are only known once the query runs, in this place", node) : Tables.ShapeOf(node);
        var own = input.Shape.Columns.Where(c => names.IndexOf(c.Name) >= 0).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        own.ExceptWith(node.ChildrenOf("Expressions").Select(e => OutputNames.Of(e.Child("Expression")!)).OfType<string>());
        CheckPassedOn(node, own);
        var cells = names.Columns.Select(c => own.Contains(c.Name)
            ? (Cell: input.Shape.IndexOf(c.Name) + 1, Inner: false)
            : (Cell: subqueries.Shape.IndexOf(c.Name) is var i and >= 0 ? i + 1 : throw QueryCompiler.Refuse($"the column '{c.Name}' is not known offline", node), Inner: true)).ToArray();
        var shape = new Shape(names.Columns.Select((c, i) => c with { Type = cells[i].Inner ? subqueries.Shape.Columns[cells[i].Cell - 1].Type : input.Shape.Columns[cells[i].Cell - 1].Type }));
        return new RowSource(shape, Rows);

        IEnumerable<Value[]> Rows(Run run)
        {
            var frame = new Frame(run);
            foreach (var row in input.Rows(run))
            {
                run.Tick();
                frame.Row = row;
                List<Value[]> expanded = [.. expansion.Rows(frame)];
                var result = subqueries.Run(run, expanded);
                if (expanded.Count == 0 && result.Count > 0)
                {
                    // A row whose array is empty is dropped by a subquery that goes row by row; of one that sums up, nobody says.
                    throw new RunStopped("what a subquery of mv-apply makes of an empty array is not documented");
                }

                foreach (var found in result)
                {
                    var applied = new Value[shape.Width];
                    applied[0] = row[0];
                    for (var i = 0; i < cells.Length; i++)
                    {
                        applied[i + 1] = cells[i].Inner ? found[cells[i].Cell] : row[cells[i].Cell];
                    }

                    yield return applied;
                }
            }
        }
    }

    // A column that the subquery makes anew under the name of one of the row's: which of the two comes out is not documented.
    private static void CheckPassedOn(BoundNode node, HashSet<string> own)
    {
        var result = node.Type!.Columns.Where(c => own.Contains(c.Name)).ToHashSet();
        foreach (var column in node.Child("Subquery")?.Type?.Columns ?? [])
        {
            if (own.Contains(column.Name) && !result.Contains(column))
            {
                throw QueryCompiler.Refuse($"a subquery of mv-apply that makes the column '{column.Name}' anew", node);
            }
        }
    }
}
