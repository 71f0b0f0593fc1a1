namespace ContentGen.Kusto.Engine.Values;

/// <summary>The order of values for sort, top, min and max, and equality across kinds of numbers. Null comes first.</summary>
internal static class ValueOrder
{
    /// <summary>Strings are ordered by code unit.</summary>
    public static int Compare(Value left, Value right)
    {
        var a = left.Kind;
        var b = right.Kind;
        if (a == ValueKind.Null || b == ValueKind.Null)
        {
            return (a == ValueKind.Null ? 0 : 1) - (b == ValueKind.Null ? 0 : 1);
        }

        if (a == b)
        {
            return a switch
            {
                ValueKind.String => string.CompareOrdinal(left.AsText, right.AsText),
                ValueKind.Real => CompareReal(left.AsReal, right.AsReal),
                ValueKind.Decimal => left.AsDecimal.CompareTo(right.AsDecimal),
                ValueKind.Guid => left.AsGuid.CompareTo(right.AsGuid),
                ValueKind.Array or ValueKind.Bag => string.CompareOrdinal(DynamicJson.Write(left), DynamicJson.Write(right)),
                _ => left.AsLong.CompareTo(right.AsLong),
            };
        }

        return IsNumber(a) && IsNumber(b) ? CompareNumbers(left, right) : a.CompareTo(b);
    }

    public static bool IsNumber(ValueKind kind) => kind is ValueKind.Long or ValueKind.Real or ValueKind.Decimal;

    /// <summary>Numbers of two kinds: a decimal is compared as a real when the other is one.</summary>
    public static int CompareNumbers(Value left, Value right) =>
        left.Kind == ValueKind.Real || right.Kind == ValueKind.Real
            ? CompareReal(Numbers.Real(left), Numbers.Real(right))
            : Numbers.Decimal(left).CompareTo(Numbers.Decimal(right));

    private static int CompareReal(double left, double right) => left < right ? -1 : left > right ? 1 : left == right ? 0 : double.IsNaN(left) ? (double.IsNaN(right) ? 0 : -1) : 1;
}
