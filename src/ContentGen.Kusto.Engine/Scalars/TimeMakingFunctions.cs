using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>make_datetime(), make_timespan(), unixtime_*_todatetime(), around(), bin_at() and time zones.</summary>
internal static class TimeMakingFunctions
{
    private const long UnixEpoch = 621355968000000000;

    public static void Register(FunctionTable table)
    {
        table.Add("make_datetime", MakeDateTime);
        table.Add("make_timespan", MakeTimeSpan);
        foreach (var (name, ticks) in new (string, double)[] { ("seconds", TimeSpan.TicksPerSecond), ("milliseconds", TimeSpan.TicksPerMillisecond), ("microseconds", 10), ("nanoseconds", 0.01) })
        {
            table.Add($"unixtime_{name}_todatetime", call => UnixTime(call, ticks));
        }

        table.Add("around", Around);
        table.Add("datetime_utc_to_local", call => InZone(call, ToLocal));
        table.Add("datetime_local_to_utc", call => InZone(call, ToUtc));
    }

    private static Evaluate MakeDateTime(FunctionCall call)
    {
        if (call.Count < 3)
        {
            throw call.Refuse("the form with one value");
        }

        var parts = Enumerable.Range(0, 5).Select(i => call.Long(i, 0)).ToArray();
        var second = call.Has(5) ? call.Real(5) : _ => 0;
        return f =>
        {
            if (parts.Any(p => p(f) is null) || second(f) is not (>= 0 and < 60 and var s))
            {
                return Value.Null;
            }

            var (year, month, day, hour, minute) = (parts[0](f), parts[1](f), parts[2](f), parts[3](f), parts[4](f));
            if (year is not (>= 1 and <= 9999) || month is not (>= 1 and <= 12) || day < 1 || day > DateTime.DaysInMonth((int)year, (int)month) || hour is not (>= 0 and <= 23) || minute is not (>= 0 and <= 59))
            {
                return Value.Null;
            }

            return Value.DateTime(new DateTime((int)year, (int)month, (int)day!, (int)hour, (int)minute, 0, DateTimeKind.Utc).Ticks + (long)Math.Round(s * TimeSpan.TicksPerSecond));
        };
    }

    // (hour, minute), (hour, minute, second), (day, hour, minute, second)
    private static Evaluate MakeTimeSpan(FunctionCall call)
    {
        if (call.Count < 2)
        {
            throw call.Refuse("the form with one value");
        }

        var first = call.Count == 4 ? 1 : 0;
        var days = first == 1 ? call.Long(0) : _ => 0;
        Func<Frame, long?> hours = call.Long(first), minutes = call.Long(first + 1);
        var seconds = call.Has(first + 2) ? call.Real(first + 2) : _ => 0;
        return f => days(f) is >= 0 and <= 10_000_000 and var d && hours(f) is >= 0 and <= 23 and var h && minutes(f) is >= 0 and <= 59 and var m && seconds(f) is >= 0 and < 60 and var s
            ? Value.TimeSpan((d * TimeSpan.TicksPerDay) + (h * TimeSpan.TicksPerHour) + (m * TimeSpan.TicksPerMinute) + (long)Math.Round(s * TimeSpan.TicksPerSecond))
            : Value.Null;
    }

    private static Evaluate UnixTime(FunctionCall call, double ticks)
    {
        var value = call.Of(0);
        return f => value(f) switch
        {
            { Kind: ValueKind.Long } whole => Times.At(UnixEpoch + (ticks < 1 ? (Int128)whole.AsLong / 100 : (Int128)whole.AsLong * (long)ticks)),
            { Kind: ValueKind.Real } real when double.IsFinite(real.AsReal) && Math.Abs(real.AsReal * ticks) < 9e18 => Times.At(UnixEpoch + (Int128)Math.Round(real.AsReal * ticks)),
            _ => Value.Null,
        };
    }

    // Whether a value lies within delta of center; null when one of them is.
    private static Evaluate Around(FunctionCall call)
    {
        Evaluate value = call.Of(0), center = call.Of(1), delta = call.Of(2);
        return f =>
        {
            Value v = value(f), c = center(f), d = delta(f);
            if (v.IsNull || c.IsNull || d.IsNull)
            {
                return Value.Null;
            }

            return v.Kind is ValueKind.Long or ValueKind.DateTime or ValueKind.TimeSpan && v.Kind == c.Kind && d.Kind is ValueKind.Long or ValueKind.TimeSpan
                ? Value.Of(Int128.Abs((Int128)v.AsLong - c.AsLong) <= d.AsLong)
                : Value.Of(Math.Abs(Numbers.Real(v) - Numbers.Real(c)) <= Numbers.Real(d));
        };
    }

    private static Evaluate InZone(FunctionCall call, Func<DateTime, TimeZoneInfo, long> convert)
    {
        var value = call.Of(0);
        var zone = call.Text(1);
        return f => DateFunctions.Time(value(f)) is { } time ? Times.At(convert(time, Zone(zone(f)))) : Value.Null;
    }

    private static TimeZoneInfo Zone(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : throw new RunStopped($"the time zone '{name}' is not known offline");

    private static long ToLocal(DateTime utc, TimeZoneInfo zone) => utc.Ticks + zone.GetUtcOffset(utc).Ticks;

    // An hour that the clocks skip is read with the offset that holds after it (emulator: 02:00 in Brussels on 2022-03-27 is 00:00 UTC).
    private static long ToUtc(DateTime local, TimeZoneInfo zone)
    {
        var unspecified = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsAmbiguousTime(unspecified))
        {
            throw new RunStopped("a local time that the clocks show twice has no documented UTC time");
        }

        return zone.IsInvalidTime(unspecified) && local.Ticks > TimeSpan.TicksPerDay ? local.Ticks - zone.GetUtcOffset(unspecified.AddHours(2)).Ticks : local.Ticks - zone.GetUtcOffset(unspecified).Ticks;
    }
}
