using System.Globalization;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>Conversions between types as tolong(), tostring() and their kind do them; null where there is none.</summary>
internal static class Casts
{
    public static Value To(Value value, ScalarType type)
    {
        var kind = value.Kind;
        if (kind == ValueKind.Null)
        {
            return type == ScalarType.String ? Value.Of("") : Value.Null;
        }

        return type switch
        {
            ScalarType.String => kind == ValueKind.String ? value : Value.Of(ValueText.Of(value)),
            ScalarType.Long => kind == ValueKind.Long ? value : ToLong(value, kind),
            ScalarType.Int => ToInt(kind == ValueKind.Long ? value : ToLong(value, kind)),
            ScalarType.Real => kind == ValueKind.Real ? value : ToReal(value, kind),
            ScalarType.Decimal => kind == ValueKind.Decimal ? value : ToDecimal(value, kind),
            ScalarType.Bool => kind == ValueKind.Bool ? value : ToBool(value, kind),
            ScalarType.DateTime => kind == ValueKind.DateTime ? value : ToDateTime(value, kind),
            ScalarType.TimeSpan => kind == ValueKind.TimeSpan ? value : ToTimeSpan(value, kind),
            ScalarType.Guid => kind == ValueKind.Guid ? value : ToGuid(value, kind),
            _ => value,
        };
    }

    /// <summary>
    /// The text of a value of a static type. A bool is True or False, but true or false inside a dynamic; all nulls are the empty text
    /// (measured on the Kusto emulator by duckdb-kql, tests/test_tostring.py).
    /// </summary>
    public static string Text(Value value, ScalarType type) => type switch
    {
        ScalarType.Bool when value.Kind == ValueKind.Bool => value.AsBool ? "True" : "False",
        ScalarType.Real when value.Kind == ValueKind.Real && ValueText.Of(value).Contains('E', StringComparison.Ordinal) =>
            throw new RunStopped("the text of a real that is written with an exponent is not documented"),
        _ => ValueText.Of(value),
    };

    private static Value ToInt(Value value) => value.IsNull || value.AsLong is < int.MinValue or > int.MaxValue ? Value.Null : value;

    private static Value ToLong(Value value, ValueKind kind) => kind switch
    {
        ValueKind.Bool => Value.Of(value.AsBool ? 1L : 0L),
        ValueKind.Real => value.AsReal is >= long.MinValue and < 9.2233720368547758e18 ? Value.Of((long)value.AsReal) : Value.Null,
        ValueKind.Decimal => value.AsDecimal is >= long.MinValue and <= long.MaxValue ? Value.Of((long)value.AsDecimal) : Value.Null,
        ValueKind.DateTime or ValueKind.TimeSpan => Value.Of(value.AsTicks),
        ValueKind.String => Value.Of(ParseLong(value.AsText)),
        _ => Value.Null,
    };

    public static long? ParseLong(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return ulong.TryParse(trimmed[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? (long)hex : null;
        }

        return long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private static Value ToReal(Value value, ValueKind kind) => kind switch
    {
        ValueKind.Bool => Value.Of(value.AsBool ? 1.0 : 0.0),
        ValueKind.Long or ValueKind.Decimal or ValueKind.TimeSpan or ValueKind.DateTime => Value.Of(Numbers.Real(value)),
        ValueKind.String => Value.Of(ParseReal(value.AsText)),
        _ => Value.Null,
    };

    public static double? ParseReal(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        return trimmed switch
        {
            _ when trimmed.Equals("nan", StringComparison.OrdinalIgnoreCase) => double.NaN,
            _ when trimmed.Equals("+inf", StringComparison.OrdinalIgnoreCase) || trimmed.Equals("inf", StringComparison.OrdinalIgnoreCase) => double.PositiveInfinity,
            _ when trimmed.Equals("-inf", StringComparison.OrdinalIgnoreCase) => double.NegativeInfinity,
            _ => null,
        };
    }

    private static Value ToDecimal(Value value, ValueKind kind) => kind switch
    {
        ValueKind.Long => Value.Of((decimal)value.AsLong),
        ValueKind.Real => double.IsFinite(value.AsReal) ? Value.Of(Decimals.Of(value.AsReal)) : Value.Null,
        ValueKind.String => decimal.TryParse(value.AsText, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? Value.Of(parsed) : Value.Null,
        _ => Value.Null,
    };

    private static Value ToBool(Value value, ValueKind kind) => kind switch
    {
        ValueKind.Long => Value.Of(value.AsLong != 0),
        ValueKind.Real => Value.Of(value.AsReal != 0),
        ValueKind.String when bool.TryParse(value.AsText.Trim(), out var parsed) => Value.Of(parsed),
        ValueKind.String when ParseLong(value.AsText) is { } number => Value.Of(number != 0),
        _ => Value.Null,
    };

    private static Value ToDateTime(Value value, ValueKind kind) => kind switch
    {
        ValueKind.String when TimeText.ReadDateTime(value.AsText) is { } ticks => Value.DateTime(ticks),
        ValueKind.Long when value.AsLong is >= 0 and <= 3155378975999999999 => Value.DateTime(value.AsLong),
        _ => Value.Null,
    };

    private static Value ToTimeSpan(Value value, ValueKind kind) => kind switch
    {
        ValueKind.String when TimeText.ReadTimeSpan(value.AsText) is { } ticks => Value.TimeSpan(ticks),
        ValueKind.Long => Value.TimeSpan(value.AsLong),
        _ => Value.Null,
    };

    private static Value ToGuid(Value value, ValueKind kind) => kind == ValueKind.String ? GuidText.Read(value.AsText) : Value.Null;
}
