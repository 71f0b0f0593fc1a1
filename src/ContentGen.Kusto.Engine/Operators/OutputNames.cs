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
}
