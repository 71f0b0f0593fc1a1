using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>Values as keys: a string that is null is the empty one, and there is one zero.</summary>
internal static class GroupKeys
{
    public static Evaluate Canonical(Expr expr)
    {
        var value = expr.Evaluate;
        return expr.Type switch
        {
            ScalarType.String => f => value(f) is { IsNull: false } v ? v : Value.Of(""),
            ScalarType.Real => f => value(f) is { IsNull: false } v ? Value.Of(v.AsReal + 0.0) : Value.Null,
            _ => value,
        };
    }
}
