using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>extend: new columns at the end; one that exists is replaced in its place. All expressions see the row as it was.</summary>
internal static class Extend
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope) => Compile(compiler, node, input, scope, null);

    /// <summary>With the columns that the next operator keeps, where it tells: the others are not made. Some that Kusto makes nobody here can.</summary>
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope, IReadOnlySet<string>? kept)
    {
        var window = new WindowUse();
        var inner = scope.WithRow(input.Shape).WithWindow(window);
        var names = Tables.KnownShapeOf(node);
        var columns = input.Shape.Columns.ToList();
        var outputs = new List<(int Cell, Evaluate Evaluate)>();
        foreach (var expression in node.ChildrenOf("Expressions"))
        {
            foreach (var (output, name) in Outputs.Of(compiler, expression, inner))
            {
                var column = new Column(name ?? (columns.Count < names.Columns.Length ? names.Columns[columns.Count].Name : ""), output.Type);
                var place = columns.FindIndex(c => c.Name == column.Name);
                if (place < 0)
                {
                    place = columns.Count;
                    columns.Add(column);
                }
                else
                {
                    columns[place] = column;
                }

                if (kept?.Contains(column.Name) != false)
                {
                    outputs.Add((place + 1, output.Evaluate));
                }
            }
        }

        var shape = new Shape(columns);
        return new RowSource(shape, Rows) { Visiting = window.IsUsed ? null : Visiting };

        void Visiting(Run run, Action<Value[]> visitor)
        {
            var frame = new Frame(run);
            var row = new Value[shape.Width];
            input.Visit(run, source =>
            {
                frame.Row = source;
                source.AsSpan().CopyTo(row);
                foreach (var (cell, evaluate) in outputs)
                {
                    row[cell] = evaluate(frame);
                }

                visitor(row);
            });
        }

        IEnumerable<Value[]> Rows(Run run)
        {
            foreach (var frame in RowLoop.Frames(run, input, window))
            {
                run.CountRow();
                var row = new Value[shape.Width];
                frame.Row.CopyTo(row, 0);
                foreach (var (cell, evaluate) in outputs)
                {
                    row[cell] = evaluate(frame);
                }

                yield return row;
            }
        }
    }
}
