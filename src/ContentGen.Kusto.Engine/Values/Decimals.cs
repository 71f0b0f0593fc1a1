using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Kusto.Engine.Values;

/// <summary>
/// Arithmetic of decimals. Kusto's have 34 digits (https://learn.microsoft.com/kusto/query/scalar-data-types/decimal), ours 28: a result
/// that ours would round is none.
/// </summary>
internal static class Decimals
{
    // A quotient with so many digits behind the point is one that was rounded.
    private const int MostOfQuotient = 20;
    private const double Fractions = 1 << MostOfQuotient;

    public static decimal Sum(decimal a, decimal b) => Exact(() => a + b, r => r.Scale == Math.Max(a.Scale, b.Scale));

    public static decimal Difference(decimal a, decimal b) => Sum(a, -b);

    public static decimal Product(decimal a, decimal b) => Exact(() => a * b, r => r.Scale == a.Scale + b.Scale);

    public static decimal Quotient(decimal a, decimal b) => Exact(() => a / b, r => r.Scale <= MostOfQuotient);

    /// <summary>What remains of a division, with the sign of the divisor.</summary>
    public static decimal Remainder(decimal a, decimal b)
    {
        var rest = a % b;
        return rest != 0 && rest < 0 != b < 0 ? rest + b : rest;
    }

    /// <summary>A real as a decimal; how Kusto rounds one that has no short decimal form is not documented.</summary>
    public static decimal Of(double real) =>
        real * Fractions is var parts && Math.Abs(parts) < 1L << 53 && parts == Math.Floor(parts)
            ? (decimal)real
            : throw new RunStopped("a real that is no short decimal, as a decimal");

    private static decimal Exact(Func<decimal> compute, Func<decimal, bool> isExact)
    {
        try
        {
            return compute() is var result && isExact(result) ? result : throw new RunStopped("a decimal of more than 28 digits");
        }
        catch (OverflowException e)
        {
            throw new RunStopped("a decimal of more than 28 digits", e);
        }
    }
}
