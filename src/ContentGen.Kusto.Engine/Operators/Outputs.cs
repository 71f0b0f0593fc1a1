using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>The values of one expression of a list: one, or several where a function returns several.</summary>
internal static class Outputs
{
    public static IEnumerable<Expr> Of(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        if (node.Type?.Kind == "tuple" || node.Kind == "CompoundNamedExpression")
        {
            throw QueryCompiler.Refuse("a function that returns several columns", node);
        }

        return [compiler.Scalar(node, scope)];
    }
}
