using ContentGen.Kusto.Binding;

namespace ContentGen.Kusto.Engine.Compiling;

/// <summary>A let or an argument: compiled when it is first mentioned, so that an unused one is never refused.</summary>
internal sealed class LetValue(BoundNode node, Scope scope, bool isArgument = false)
{
    private object? _compiled;

    public BoundNode Node => node;

    /// <summary>An argument that reads a row which a place among other rows (toscalar(T | where k == argument)) does not see; Kusto takes it for an error.</summary>
    public bool IsOutOfReach(Expr value, Scope place) => isArgument && value.VariesByRow && place.Depth != scope.Depth;

    public Expr Scalar(QueryCompiler compiler) => (Expr)(_compiled ??= compiler.Scalar(node, scope));

    public RowSource Rows(QueryCompiler compiler) => (RowSource)(_compiled ??= compiler.AnyRows(node, scope));
}
