using System.Globalization;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Kusto.Engine.Values;

/// <summary>Values as tostring() prints them.</summary>
internal static class ValueText
{
    public static string Of(Value value) => value.Kind switch
    {
        ValueKind.Null => "",
        ValueKind.Bool => value.AsBool ? "true" : "false",
        ValueKind.Long => value.AsLong.ToString(CultureInfo.InvariantCulture),
        ValueKind.Real => Real(value.AsReal),
        ValueKind.Decimal => value.AsDecimal.ToString(CultureInfo.InvariantCulture),
        ValueKind.DateTime => DateTimeText(value.AsTicks),
        ValueKind.TimeSpan => TimeSpanText(value.AsTicks),
        ValueKind.Guid => value.AsGuid.ToString("D"),
        ValueKind.String => value.AsText,
        ValueKind.Sketch => throw new RunStopped("the form of what hll() and tdigest() make is not documented"),
        _ => DynamicJson.Write(value),
    };

    /// <summary>A value of a static type: a bool that is no dynamic prints with a capital (measured on the emulator).</summary>
    public static string Of(Value value, ScalarType type) =>
        type == ScalarType.Bool && value.Kind == ValueKind.Bool ? (value.AsBool ? "True" : "False") : Of(value);

    /// <summary>The shortest text that reads back as the same number; a whole number keeps its point (118.0 in the emulator's results).</summary>
    public static string Real(double value)
    {
        if (double.IsNaN(value))
        {
            return "NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "Infinity" : "-Infinity";
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny(".E") >= 0 ? text : text + ".0";
    }

    /// <summary>ISO 8601 with seven digits of a second, UTC.</summary>
    public static string DateTimeText(long ticks) => new DateTime(ticks, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>[-][d.]hh:mm:ss[.fffffff]</summary>
    public static string TimeSpanText(long ticks) => new TimeSpan(ticks).ToString("c", CultureInfo.InvariantCulture);
}
