using System.Globalization;
using System.Text;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>format_datetime() and format_timespan(): only the specifiers and delimiters that their pages list.</summary>
internal static class TimeFormats
{
    private const string Delimiters = " /-:,._[]";

    public static void Register(FunctionTable table)
    {
        table.Add("format_datetime", call => Format(call, ScalarType.DateTime, DatePart));
        table.Add("format_timespan", call => Format(call, ScalarType.TimeSpan, SpanPart));
    }

    private static Evaluate Format(FunctionCall call, ScalarType type, Func<char, int, long, string?> part)
    {
        var value = call.Of(0);
        var format = call.Text(1);
        if (call[1].IsConstant && Print(call.ConstantText(1), 0, part) is null)
        {
            throw call.Refuse($"the format '{call.ConstantText(1)}' has parts that are not documented");
        }

        return f => Casts.To(value(f), type) is { IsNull: false } time
            ? Value.Of(Print(format(f), time.AsTicks, part) ?? throw new RunStopped($"the format '{format(f)}' has parts that are not documented"))
            : Value.Of("");
    }

    private static string? Print(string format, long ticks, Func<char, int, long, string?> part)
    {
        var result = new StringBuilder();
        for (var i = 0; i < format.Length;)
        {
            var c = format[i];
            var length = 1;
            while (!Delimiters.Contains(c, StringComparison.Ordinal) && i + length < format.Length && format[i + length] == c)
            {
                length++;
            }

            if (Delimiters.Contains(c, StringComparison.Ordinal))
            {
                _ = result.Append(c);
            }
            else if (part(c, length, ticks) is { } text)
            {
                _ = result.Append(text);
            }
            else
            {
                return null;
            }

            i += length;
        }

        return result.ToString();
    }

    private static string? DatePart(char c, int length, long ticks)
    {
        var time = new DateTime(ticks, DateTimeKind.Utc);
        return (c, length) switch
        {
            ('y', 1 or 2) => Digits(time.Year % 100, length),
            ('y', 4) => Digits(time.Year, 4),
            ('M', 1 or 2) => Digits(time.Month, length),
            ('d', 1 or 2) => Digits(time.Day, length),
            ('h', 1 or 2) => Digits(((time.Hour + 11) % 12) + 1, length),
            ('t', 2) => time.Hour < 12 ? "AM" : "PM",
            ('H' or 'm' or 's' or 'f' or 'F', _) => Clock(c, length, ticks),
            _ => null,
        };
    }

    private static string? SpanPart(char c, int length, long ticks)
    {
        var size = ticks == long.MinValue ? long.MaxValue : Math.Abs(ticks);
        return (c, length) switch
        {
            _ when ticks < 0 => throw new RunStopped("format_timespan() of a negative timespan is not documented"),
            ('d', <= 8) => Digits(size / TimeSpan.TicksPerDay, length),
            ('h', _) => Clock('H', length, size),
            _ => Clock(c, length, size),
        };
    }

    private static string? Clock(char c, int length, long ticks) => (c, length) switch
    {
        ('H', 1 or 2) => Digits(ticks / TimeSpan.TicksPerHour % 24, length),
        ('m', 1 or 2) => Digits(ticks / TimeSpan.TicksPerMinute % 60, length),
        ('s', 1 or 2) => Digits(ticks / TimeSpan.TicksPerSecond % 60, length),
        ('f', <= 7) => Fraction(ticks, length),
        ('F', <= 7) => Fraction(ticks, length).TrimEnd('0'),
        _ => null,
    };

    private static string Digits(long value, int length) => value.ToString($"D{length}", CultureInfo.InvariantCulture);

    private static string Fraction(long ticks, int length) => Digits(ticks % TimeSpan.TicksPerSecond, 7)[..length];
}
