using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

internal static class Project
{
    /// <summary>The columns of its input that a project keeps, where it does nothing but choose; else null.</summary>
    public static IReadOnlySet<string>? Kept(BoundNode? step)
    {
        var chosen = step is { Kind: "ProjectOperator" } ? step.ChildrenOf("Expressions").Select(e => e.Kind == "SimpleNamedExpression" ? e.Child("Expression")! : e).ToList() : [];
        return chosen.Count > 0 && chosen.TrueForAll(e => e is { Kind: "NameReference", Symbol.Kind: "column" }) ? chosen.Select(e => e.Symbol!.Name).ToHashSet(StringComparer.Ordinal) : null;
    }

    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var window = new WindowUse();
        var outputs = NamedOutputs.Compile(compiler, node.ChildrenOf("Expressions"), scope.WithRow(input.Shape).WithWindow(window), Tables.KnownShapeOf(node));
        return new RowSource(outputs.Shape, Rows) { Visiting = window.IsUsed ? null : Visiting };

        void Visiting(Run run, Action<Value[]> visitor)
        {
            var frame = new Frame(run);
            var row = new Value[outputs.Shape.Width];
            input.Visit(run, source =>
            {
                frame.Row = source;
                outputs.Write(frame, row);
                visitor(row);
            });
        }

        IEnumerable<Value[]> Rows(Run run)
        {
            foreach (var frame in RowLoop.Frames(run, input, window))
            {
                run.CountRow();
                yield return outputs.Row(frame);
            }
        }
    }
}
