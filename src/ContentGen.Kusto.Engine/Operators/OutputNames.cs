using ContentGen.Kusto.Binding;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>The name that the author gives to an output, or that a column, path or call brings along; null where the library numbers it.</summary>
internal static class OutputNames
{
    public static string? Of(BoundNode expression) => expression.Kind switch
    {
        "SimpleNamedExpression" => expression.Child("Name")?.Name,
        "NameReference" => expression.Symbol?.Kind == "column" ? expression.Symbol.Name : expression.Name,
        _ => expression.ResultName,
    };

    /// <summary>The column that a key of summarize is, under whatever name; null for any other expression. A star leaves these out.</summary>
    public static string? OfKey(BoundNode expression) => expression.Kind switch
    {
        "SimpleNamedExpression" => OfKey(expression.Child("Expression")!),
        "NameReference" when expression.Symbol?.Kind == "column" => expression.Symbol.Name,
        _ => null,
    };
}
