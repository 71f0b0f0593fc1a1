using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;

namespace ContentGen.Kusto.Engine.Expressions;

internal delegate Expr CompileExpression(QueryCompiler compiler, BoundNode node, Scope scope);

/// <summary>How each kind of scalar expression is compiled.</summary>
internal static class ExpressionKinds
{
    private static readonly Dictionary<string, CompileExpression> Kinds = Create();

    public static CompileExpression? Find(string kind) => Kinds.GetValueOrDefault(kind);

    private static Dictionary<string, CompileExpression> Create()
    {
        var kinds = new Dictionary<string, CompileExpression>(StringComparer.Ordinal);
        Literals.Register(kinds);
        Names.Register(kinds);
        Arithmetic.Register(kinds);
        Comparisons.Register(kinds);
        Logic.Register(kinds);
        TextMatches.Register(kinds);
        Membership.Register(kinds);
        Calls.Register(kinds);
        return kinds;
    }
}
