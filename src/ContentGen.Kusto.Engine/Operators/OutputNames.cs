using ContentGen.Kusto.Binding;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>The name that the author gives to an output, or that a plain column brings along; null where the library makes one up.</summary>
internal static class OutputNames
{
    public static string? Of(BoundNode expression) => expression.Kind switch
    {
        "SimpleNamedExpression" => expression.Child("Name")?.Name,
        "NameReference" when expression.Symbol?.Kind == "column" => expression.Symbol.Name,
        _ => null,
    };

    /// <summary>The library's name of a path into a dynamic column: D_a_0 for D.a[0]; null for anything else.</summary>
    public static string? OfPath(BoundNode expression) => expression.Kind switch
    {
        "NameReference" => expression.Name,
        "PathExpression" or "ElementExpression" when OfPath(expression.Child("Expression")!) is { } left && OfPath(expression.Child("Selector")!) is { } right => $"{left}_{right}",
        "BracketedExpression" => expression.Child("Expression")?.Constant,
        _ => null,
    };
}
