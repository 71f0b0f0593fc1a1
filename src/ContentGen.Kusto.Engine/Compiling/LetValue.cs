using ContentGen.Kusto.Binding;

namespace ContentGen.Kusto.Engine.Compiling;

/// <summary>A let or an argument: compiled when it is first mentioned, so that an unused one is never refused.</summary>
internal sealed class LetValue(BoundNode node, Scope scope)
{
    private object? _compiled;

    public BoundNode Node => node;

    public Expr Scalar(QueryCompiler compiler) => (Expr)(_compiled ??= compiler.Scalar(node, scope));

    public RowSource Rows(QueryCompiler compiler) => (RowSource)(_compiled ??= compiler.AnyRows(node, scope));
}
