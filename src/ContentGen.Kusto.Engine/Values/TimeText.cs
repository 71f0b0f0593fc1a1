using System.Globalization;

namespace ContentGen.Kusto.Engine.Values;

/// <summary>Reads datetimes and timespans as the literals and as todatetime(), totimespan() do.</summary>
internal static class TimeText
{
    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("milliseconds", TimeSpan.TicksPerMillisecond), ("millisecond", TimeSpan.TicksPerMillisecond), ("millis", TimeSpan.TicksPerMillisecond), ("milli", TimeSpan.TicksPerMillisecond), ("ms", TimeSpan.TicksPerMillisecond),
        ("microseconds", 10), ("microsecond", 10), ("micros", 10), ("micro", 10),
        ("nanoseconds", 0), ("nanosecond", 0), ("nanos", 0), ("nano", 0),
        ("ticks", 1), ("tick", 1),
        ("days", TimeSpan.TicksPerDay), ("day", TimeSpan.TicksPerDay), ("d", TimeSpan.TicksPerDay),
        ("hours", TimeSpan.TicksPerHour), ("hour", TimeSpan.TicksPerHour), ("hrs", TimeSpan.TicksPerHour), ("hr", TimeSpan.TicksPerHour), ("h", TimeSpan.TicksPerHour),
        ("minutes", TimeSpan.TicksPerMinute), ("minute", TimeSpan.TicksPerMinute), ("min", TimeSpan.TicksPerMinute), ("m", TimeSpan.TicksPerMinute),
        ("seconds", TimeSpan.TicksPerSecond), ("second", TimeSpan.TicksPerSecond), ("sec", TimeSpan.TicksPerSecond), ("s", TimeSpan.TicksPerSecond),
    ];

    private static readonly string[] DateFormats =
    [
        "yyyy-M-d", "yyyy-M-d'T'H:m", "yyyy-M-d'T'H:m:s", "yyyy-M-d'T'H:m:s.FFFFFFF", "yyyy-M-d H:m", "yyyy-M-d H:m:s", "yyyy-M-d H:m:s.FFFFFFF",
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mmK", "yyyy-MM-ddK",
        "M/d/yyyy", "M/d/yyyy H:m", "M/d/yyyy H:m:s", "M/d/yyyy H:m:s.FFFFFFF", "M/d/yyyy h:m tt", "M/d/yyyy h:m:s tt", "M/d/yyyy h:m:s.FFFFFFF tt", "M-d-yyyy", "M-d-yyyy H:m", "M-d-yyyy H:m:s", "M-d-yyyy H:m:s.FFFFFFF", "M.d.yyyy", "M.d.yyyy H:m", "M.d.yyyy H:m:s",
        "yyyy", "yyyy-M", "yyyyMMdd", "yyyy/M/d", "yyyy/M/d H:m", "yyyy/M/d H:m:s", "yyyy/M/d H:m:s.FFFFFFF",
        "dd MMM yyyy", "d MMM yyyy", "d MMM yyyy H:m", "d MMM yyyy H:m:s", "d MMM yy", "d MMM yy H:m", "d MMM yy H:m:s", "dddd, d MMMM yyyy", "ddd, d MMM yyyy H:m:s 'GMT'", "ddd, d MMM yyyy H:m:s", "dddd, d-MMM-yy H:m:s 'GMT'",
        "ddd MMM d H:m:s yyyy", "MMM d yyyy", "MMM d, yyyy", "MMMM d, yyyy", "MMM d yyyy H:m:s", "dd-MMM-yyyy", "dd-MMM-yyyy H:m:s", "ddd, d MMM yyyy H:m:s K", "d MMM yyyy H:m:s K",
    ];

    /// <summary>Ticks, UTC; null when the text is no datetime.</summary>
    public static long? ReadDateTime(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length == 0)
        {
            return null;
        }

        if (DateTime.TryParseExact(trimmed, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces, out var exact))
        {
            return exact.Ticks;
        }

        return null;
    }

    /// <summary>Ticks; null when the text is no timespan: 1d, 30min, 1.02:03:04.5, a number of days.</summary>
    public static long? ReadTimeSpan(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length == 0)
        {
            return null;
        }

        if (trimmed.Contains(':'))
        {
            return TimeSpan.TryParse(trimmed, CultureInfo.InvariantCulture, out var clock) ? clock.Ticks : null;
        }

        foreach (var (unit, ticks) in Units)
        {
            if (trimmed.EndsWith(unit, StringComparison.Ordinal)
                && decimal.TryParse(trimmed[..^unit.Length].TrimEnd(), NumberStyles.Float, CultureInfo.InvariantCulture, out var count))
            {
                return ticks == 0 ? (long)(count / 100) : Scaled(count, ticks);
            }
        }

        return decimal.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var days) ? Scaled(days, TimeSpan.TicksPerDay) : null;
    }

    private static long? Scaled(decimal count, long ticks)
    {
        var scaled = Math.Abs(count) > 1e12m ? decimal.MaxValue : count * ticks;
        return scaled is > long.MaxValue or < long.MinValue ? null : (long)scaled;
    }
}
