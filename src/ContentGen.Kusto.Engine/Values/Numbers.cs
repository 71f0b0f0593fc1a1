namespace ContentGen.Kusto.Engine.Values;

/// <summary>Numbers of any kind as one kind.</summary>
internal static class Numbers
{
    /// <summary>The number as a real; NaN when it is none.</summary>
    public static double Real(Value value) => value.Kind switch
    {
        ValueKind.Real => value.AsReal,
        ValueKind.Long or ValueKind.Bool or ValueKind.DateTime or ValueKind.TimeSpan => value.AsLong,
        ValueKind.Decimal => (double)value.AsDecimal,
        _ => double.NaN,
    };

    public static decimal Decimal(Value value) => value.Kind switch
    {
        ValueKind.Decimal => value.AsDecimal,
        ValueKind.Real => Decimals.Of(value.AsReal),
        _ => value.AsLong,
    };
}
