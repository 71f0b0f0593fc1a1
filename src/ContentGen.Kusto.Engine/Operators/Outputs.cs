using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>The values of one expression of a list: one, or several where a function returns several: (a, b) = array_sort_asc(x, y).</summary>
internal static class Outputs
{
    /// <summary>The values with the names that the author gives to them; null where the library makes one up.</summary>
    public static IEnumerable<(Expr Value, string? Name)> Of(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        var call = node.Kind is "CompoundNamedExpression" or "SimpleNamedExpression" ? node.Child("Expression")! : node;
        if ((call.Type?.Name != "tuple" && node.Kind != "CompoundNamedExpression" && !IsTuple(call)) || call is not { Kind: "FunctionCallExpression", Symbol: { Kind: "function", Name: var name } })
        {
            return call.Type?.Name == "tuple" || node.Kind == "CompoundNamedExpression" ? throw QueryCompiler.Refuse("several columns at once", node) : [(compiler.Scalar(node, scope), OutputNames.Of(node))];
        }

        var build = TupleFunctions.Find(name) ?? throw QueryCompiler.Refuse(Undocumented.OfFunction(name), node);
        var arguments = (call.Child("ArgumentList")?.Children ?? []).Select(a => compiler.Scalar(a, scope)).ToArray();
        var values = build(new FunctionCall(compiler, call, scope, name, [.. arguments], ScalarType.Dynamic));
        // A single name is for the first of them, the others keep the names that the library makes up.
        var names = node.Kind == "CompoundNamedExpression" ? node.Child("Names")!.Children.Select(c => c.Name).ToList() : node.Kind == "SimpleNamedExpression" ? [OutputNames.Of(node)] : [];
        return values.Take(node.Kind == "CompoundNamedExpression" ? names.Count : int.MaxValue).Select((v, i) => (v, i < names.Count ? names[i] : null));
    }

    private static bool IsTuple(BoundNode call) =>
        call is { Kind: "FunctionCallExpression", Symbol.Name: "array_sort_asc" or "array_sort_desc" } && call.Child("ArgumentList")?.Children.Count(a => a.Type?.Name != "bool") > 1;
}
