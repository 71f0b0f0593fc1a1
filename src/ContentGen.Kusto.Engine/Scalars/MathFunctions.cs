using System.Numerics;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>Numbers: powers, angles, rounding, questions after NaN.</summary>
internal static class MathFunctions
{
    public static void Register(FunctionTable table)
    {
        foreach (var (name, of) in new (string, Func<double, double?>)[]
        {
            // Null outside of the domain: documented for sqrt, the logarithms, asin and acos.
            ("sqrt", x => x < 0 ? null : Math.Sqrt(x)), ("log", x => x < 0 ? null : Defined(Math.Log(x))), ("log2", x => x < 0 ? null : Defined(Math.Log2(x))), ("log10", x => x < 0 ? null : Defined(Math.Log10(x))),
            ("asin", x => Math.Abs(x) > 1 ? null : Math.Asin(x)), ("acos", x => Math.Abs(x) > 1 ? null : Math.Acos(x)),
            ("exp", x => Math.Exp(x)), ("exp2", x => Math.Pow(2, x)), ("exp10", x => Math.Pow(10, x)), ("sin", x => Math.Sin(x)), ("cos", x => Math.Cos(x)), ("tan", x => Math.Tan(x)),
            ("atan", x => Math.Atan(x)), ("cot", x => 1 / Math.Tan(x)), ("degrees", x => x * 180 / Math.PI), ("radians", x => x * Math.PI / 180), ("sign", x => double.IsNaN(x) ? double.NaN : Math.Sign(x)),
        })
        {
            table.Add(name, Lift.Real(of));
        }

        table.Add("pow", Lift.Real((x, y) => Defined(Math.Pow(x, y), x, y)));
        table.Add("atan2", Lift.Real((y, x) => Math.Atan2(y, x)));
        table.Add("pi", _ => _ => Value.Of(Math.PI));
        table.Add("isnan", Lift.Any(v => Value.Of(v.Kind == ValueKind.Real && double.IsNaN(v.AsReal))));
        table.Add("isinf", Lift.Any(v => Value.Of(v.Kind == ValueKind.Real && double.IsInfinity(v.AsReal))));
        table.Add("isfinite", Lift.Any(v => v.IsNull ? Value.Null : Value.Of(v.Kind != ValueKind.Real || double.IsFinite(v.AsReal))));
        table.Add("abs", Abs);
        table.Add("ceiling", Ceiling);
        table.Add("round", Round);
        table.Add("binary_and", Lift.Long((a, b) => a & b));
        table.Add("binary_or", Lift.Long((a, b) => a | b));
        table.Add("binary_xor", Lift.Long((a, b) => a ^ b));
        table.Add("binary_not", Lift.Long(a => ~a));
        // "num << (shift % 64)"; a negative shift is null (documented).
        table.Add("binary_shift_left", Lift.Long((a, n) => n < 0 ? null : a << (int)(n % 64)));
        table.Add("binary_shift_right", Lift.Long((a, n) => n < 0 ? null : a >> (int)(n % 64)));
        table.Add("bitset_count_ones", Lift.Long(a => BitOperations.PopCount((ulong)a)));
    }

    /// <summary>A result that is a number; what Kusto gives for the logarithm of zero or the root of a negative number in a power is not documented.</summary>
    internal static double Defined(double result, double x = 0, double y = 0) =>
        double.IsFinite(result) || !double.IsFinite(x) || !double.IsFinite(y) ? result : throw new RunStopped("the result of a function outside of its domain is not documented");

    private static Evaluate Abs(FunctionCall call)
    {
        var value = call.Of(0);
        var type = call.Type;
        return f => value(f) switch
        {
            { Kind: ValueKind.Long, AsLong: not long.MinValue } v => Casts.To(Value.Of(Math.Abs(v.AsLong)), type),
            { Kind: ValueKind.Real } v => Casts.To(Value.Of(Math.Abs(v.AsReal)), type),
            { Kind: ValueKind.Decimal } v => Casts.To(Value.Of(Math.Abs(v.AsDecimal)), type),
            { Kind: ValueKind.TimeSpan, AsTicks: not long.MinValue } v => Value.TimeSpan(Math.Abs(v.AsTicks)),
            _ => Value.Null,
        };
    }

    private static Evaluate Ceiling(FunctionCall call)
    {
        var value = call.Of(0);
        var type = call.Type;
        return f => value(f) switch
        {
            { Kind: ValueKind.Real } v => Casts.To(Value.Of(Math.Ceiling(v.AsReal)), type),
            { Kind: ValueKind.Decimal } v => Casts.To(Value.Of(Math.Ceiling(v.AsDecimal)), type),
            { Kind: ValueKind.Long } v => Casts.To(v, type),
            _ => Value.Null,
        };
    }

    // A negative precision rounds before the point. Where a half goes is not documented: "round(2.15, 1)" is 2.2 by either rule.
    private static Evaluate Round(FunctionCall call)
    {
        var value = call.Of(0);
        var precision = call.Long(1, 0);
        var type = call.Type;
        return f =>
        {
            var v = value(f);
            if (v.IsNull || precision(f) is not { } digits)
            {
                return Value.Null;
            }

            return v.Kind switch
            {
                ValueKind.Long when digits >= 0 => Casts.To(v, type),
                ValueKind.Long or ValueKind.Real when Math.Abs(digits) <= 15 => Casts.To(Value.Of(Rounded(Numbers.Real(v), (int)digits)), type),
                ValueKind.Decimal when digits is >= 0 and <= 28 => Value.Of(Whole(v.AsDecimal, (int)digits)),
                ValueKind.Long or ValueKind.Real or ValueKind.Decimal => throw new RunStopped("round() to so many digits is not documented"),
                _ => Value.Null,
            };
        };
    }

    private static double Rounded(double value, int digits)
    {
        var scale = Math.Pow(10, Math.Abs(digits));
        var rounded = digits >= 0 ? Whole(value * scale) / scale : Whole(value / scale) * scale;
        return double.IsFinite(rounded) ? rounded : value;
    }

    private static double Whole(double value) => Math.Round(value) is var even && even.Equals(Math.Round(value, MidpointRounding.AwayFromZero)) ? even : throw Half();

    private static decimal Whole(decimal value, int digits) => Math.Round(value, digits) is var even && even == Math.Round(value, digits, MidpointRounding.AwayFromZero) ? even : throw Half();

    private static RunStopped Half() => new("whether round() of a half goes to the even number is not documented");
}
