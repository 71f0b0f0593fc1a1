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
        ["ParenthesizedExpression"] = (compiler, node, scope) => compiler.Rows(node.Child("Expression")!, scope),
        ["NameReference"] = Tables.Reference,
        ["FunctionCallExpression"] = Tables.Call,
        ["MaterializeExpression"] = Tables.Materialize,
        ["DataTableExpression"] = Constants.DataTable,
        ["PrintOperator"] = Constants.Print,
        ["RangeOperator"] = Constants.Range,
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
        var source = OperatorTable.Find(start.Kind) is { } first && scope.Subject is { } subject && !Kinds.ContainsKey(start.Kind)
            ? first(compiler, start, subject, scope)
            : compiler.Rows(start, scope);
        foreach (var step in steps)
        {
            (source, scope) = OperatorTable.Apply(compiler, step, source, scope);
        }

        return source;
    }
}
