using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Expressions;

/// <summary>
/// Equality of a text with a number, time, guid or bool, and of a bool with a number: ResultType == 0, EventID == "4624". Kusto takes them
/// (many published rules rely on it) and converts one of the two sides; which one is not documented. Where both conversions give the same
/// answer it is sure; where they do not ("007" == 7), there is no answer.
/// </summary>
internal static class MixedTypes
{
    public static bool IsComparable(ScalarType left, ScalarType right) =>
        left != right && left != ScalarType.Dynamic && right != ScalarType.Dynamic
        && (left == ScalarType.String || right == ScalarType.String || (left == ScalarType.Bool && right.IsInteger()) || (right == ScalarType.Bool && left.IsInteger()));

    /// <summary>Of two values that are not null.</summary>
    public static bool AreEqual(Value left, ScalarType leftType, Value right, ScalarType rightType)
    {
        var asRight = Converted(left, leftType, rightType) is { IsNull: false } l && Comparisons.AreEqual(l, right);
        var asLeft = Converted(right, rightType, leftType) is { IsNull: false } r && Comparisons.AreEqual(left, r);
        return asRight == asLeft
            ? asRight
            : throw new RunStopped($"whether Kusto takes {leftType.Name()} '{ValueText.Of(left, leftType)}' and {rightType.Name()} '{ValueText.Of(right, rightType)}' for equal is not documented");
    }

    private static Value Converted(Value value, ScalarType from, ScalarType to) => to == ScalarType.String ? Value.Of(Casts.Text(value, from)) : Casts.To(value, to);
}
