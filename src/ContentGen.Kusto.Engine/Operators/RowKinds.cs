using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;

namespace ContentGen.Kusto.Engine.Operators;

internal delegate RowSource CompileRows(QueryCompiler compiler, BoundNode node, Scope scope);

/// <summary>How each kind of tabular expression that stands at the start of a pipe is compiled.</summary>
internal static class RowKinds
{
    private static readonly Dictionary<string, CompileRows> Kinds = new(StringComparer.Ordinal)
    {
        ["PipeExpression"] = Pipe,
        ["ParenthesizedExpression"] = (compiler, node, scope) => compiler.AnyRows(node.Child("Expression")!, scope),
        ["NameReference"] = Tables.Reference,
        ["FunctionCallExpression"] = Tables.Call,
        ["MaterializeExpression"] = Tables.Materialize,
        ["DataTableExpression"] = Constants.DataTable,
        ["PrintOperator"] = Constants.Print,
        ["RangeOperator"] = Constants.Range,
        ["ExternalDataExpression"] = Fixtures.External,
        ["PathExpression"] = Patterns.Path,
        ["EvaluateOperator"] = (compiler, node, scope) => Plugins.Evaluate(compiler, node, new RowSource(Shape.Empty, _ => []), scope),
        ["SearchOperator"] = Search.Start,
        ["UnionOperator"] = (compiler, node, scope) => Union.Compile(compiler, node, scope, null),
    };

    public static CompileRows? Find(string kind) => Kinds.GetValueOrDefault(kind);

    // A chain of pipes is as deep as it is long: the operators are applied in a loop.
    private static RowSource Pipe(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        var steps = new Stack<BoundNode>();
        var start = node;
        for (; start.Kind == "PipeExpression"; start = start.Child("Expression")!)
        {
            steps.Push(start.Child("Operator")!);
        }

        // In a subquery (mv-apply, partition) the first operator reads the rows that the subquery is about.
        if (OperatorTable.IsOperator(start.Kind) && scope.Subject is { } subject && !Kinds.ContainsKey(start.Kind))
        {
            var (first, inner) = OperatorTable.Apply(compiler, start, subject, scope);
            return Steps(compiler, [.. steps], first, inner);
        }

        return Steps(compiler, [.. steps], compiler.AnyRows(start, scope), scope);
    }

    // Behind rows whose columns only the run knows, the rest of the pipe is compiled in the run.
    private static RowSource Steps(QueryCompiler compiler, BoundNode[] steps, RowSource source, Scope scope)
    {
        for (var i = 0; i < steps.Length; i++)
        {
            if (source.Late is { } late)
            {
                var (rest, inner) = (steps[i..], scope);
                return RowSource.Deferred(Tables.KnownShapeOf(steps[^1]), run => Steps(compiler, rest, late(run), inner));
            }

            (source, scope) = OperatorTable.Apply(compiler, steps[i], source, scope, i + 1 < steps.Length ? steps[i + 1] : null);
        }

        return source;
    }
}
