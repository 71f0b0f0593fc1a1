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
        var decide = compiler.Scalar(condition, inner).Evaluate;
        var parts = Logic.Parts(condition, "AndExpression").Select(p => Part(compiler, p, inner)).ToArray();
        var (source, isWatched) = Unique(compiler, input, window.IsUsed, parts);
        return Over(source, window, new Condition(node, decide, parts, isWatched));
    }

    private static RowSource Over(RowSource input, WindowUse window, Condition condition)
    {
        return new RowSource(input.Shape, Rows)
        {
            Visiting = window.IsUsed ? null : Visiting,
            Unique = input.Unique is { } unique ? unique with { Preferring = preferred => Over(unique.Preferring(preferred), window, condition) } : null,
        };

        void Visiting(Run run, Action<Value[]> visitor)
        {
            var frame = new Frame(run);
            input.Visit(run, row =>
            {
                frame.Row = row;
                if (condition.Passes(frame))
                {
                    visitor(row);
                }
            });
        }

        IEnumerable<Value[]> Rows(Run run)
        {
            foreach (var frame in RowLoop.Frames(run, input, window))
            {
                if (condition.Passes(frame))
                {
                    yield return frame.Row;
                }
                else if (run.Trace?.Step(condition.Node) is { HasRoom: true } step)
                {
                    step.Add(condition.Dropped(frame));
                }
            }
        }
    }

    // A condition on the left side of a join that keeps one row of each key is heard by the join; one on both sides is watched.
    private static (RowSource Input, bool IsWatched) Unique(QueryCompiler compiler, RowSource input, bool readsOtherRows, ConditionPart[] parts)
    {
        if (input.Unique is not { } unique || readsOtherRows || parts.Any(p => p.Node.Descendants().Any(d => d is { Kind: "StarExpression" } or { Symbol.Name: "pack_all" })))
        {
            return (input with { Unique = null }, compiler.UniqueJoin is not null);
        }

        return (unique.With(parts.Where(p => p.Columns.All(c => unique.IsLeft(c.Cell))).Select(p => p.Evaluate)), parts.Any(p => p.Columns.Select(c => unique.IsLeft(c.Cell)).Distinct().Count() > 1));
    }

    private static ConditionPart Part(QueryCompiler compiler, BoundNode node, Scope scope) =>
        new(node, compiler.Scalar(node, scope).Evaluate, [.. node.Descendants()
            .Where(d => d is { Kind: "NameReference", Symbol.Kind: "column" } && scope.Row.IndexOf(d.Symbol.Name) >= 0)
            .Select(d => (d.Symbol!.Name, scope.Row.IndexOf(d.Symbol.Name) + 1)).Distinct()]);

    private sealed record ConditionPart(BoundNode Node, Evaluate Evaluate, (string Name, int Cell)[] Columns);

    /// <param name="Node">The operator.</param>
    /// <param name="Decide">The whole condition.</param>
    /// <param name="Parts">What it demands at once, for the trace.</param>
    /// <param name="IsWatched">Whether it may depend on which row a join kept.</param>
    private sealed record Condition(BoundNode Node, Evaluate Decide, ConditionPart[] Parts, bool IsWatched)
    {
        public bool Passes(Frame frame)
        {
            var passes = Decide(frame).IsTrue;
            return IsWatched ? frame.Run.Decide(passes) : passes;
        }

        public DroppedRow Dropped(Frame frame)
        {
            var (node, _, columns) = Parts.FirstOrDefault(p => !p.Evaluate(frame).IsTrue, Parts[^1]);
            return DroppedRow.Of(frame.Row, node.Span, columns.Select(c => KeyValuePair.Create(c.Name, frame.Row[c.Cell])));
        }
    }
}
