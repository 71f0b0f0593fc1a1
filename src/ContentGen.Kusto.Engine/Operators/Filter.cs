using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Expressions;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>where: keeps the rows for which the condition is true; false and null drop a row.</summary>
internal static class Filter
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var window = new WindowUse();
        var inner = scope.WithRow(input.Shape).WithWindow(window);
        var condition = node.Child("Condition")!;
        var evaluate = compiler.Scalar(condition, inner).Evaluate;
        var parts = Logic.Parts(condition, "AndExpression").Select(p => Part(compiler, p, inner)).ToArray();
        return new RowSource(input.Shape, Rows) { Visiting = window.IsUsed ? null : Visiting };

        void Visiting(Run run, Action<Value[]> visitor)
        {
            var frame = new Frame(run);
            input.Visit(run, row =>
            {
                frame.Row = row;
                if (evaluate(frame).IsTrue)
                {
                    visitor(row);
                }
            });
        }

        IEnumerable<Value[]> Rows(Run run)
        {
            foreach (var frame in RowLoop.Frames(run, input, window))
            {
                if (evaluate(frame).IsTrue)
                {
                    yield return frame.Row;
                }
                else if (run.Trace?.Step(node.Kind, node.Span) is { HasRoom: true } step)
                {
                    step.Add(Dropped(parts, frame));
                }
            }
        }
    }

    private static (BoundNode Node, Evaluate Evaluate, (string Name, int Cell)[] Columns) Part(QueryCompiler compiler, BoundNode node, Scope scope) =>
        (node, compiler.Scalar(node, scope).Evaluate, [.. node.Descendants()
            .Where(d => d is { Kind: "NameReference", Symbol.Kind: "column" } && scope.Row.IndexOf(d.Symbol.Name) >= 0)
            .Select(d => (d.Symbol!.Name, scope.Row.IndexOf(d.Symbol.Name) + 1)).Distinct()]);

    private static DroppedRow Dropped((BoundNode Node, Evaluate Evaluate, (string Name, int Cell)[] Columns)[] parts, Frame frame)
    {
        var (node, _, columns) = parts.FirstOrDefault(p => !p.Evaluate(frame).IsTrue, parts[^1]);
        return DroppedRow.Of(frame.Row, node.Span, columns.Select(c => KeyValuePair.Create(c.Name, frame.Row[c.Cell])));
    }
}
