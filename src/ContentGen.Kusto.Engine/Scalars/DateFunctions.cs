using System.Globalization;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>startofday() to endofyear(), datetime_add(), datetime_diff(), and the parts of a datetime. All times are UTC.</summary>
internal static class DateFunctions
{
    public static void Register(FunctionTable table)
    {
        foreach (var unit in new[] { "day", "week", "month", "year" })
        {
            table.Add($"startof{unit}", call => Edge(call, unit, end: false));
            table.Add($"endof{unit}", call => Edge(call, unit, end: true));
        }

        table.Add("datetime_add", Add);
        // The emulator gives a real for weeks, a long for the rest.
        table.Add("datetime_diff", call => call[0].IsConstant && Unit(call, call.ConstantText(0)) == "week" ? ScalarType.Real : ScalarType.Long, Diff);
        table.Add("datetime_part", Long, Part);
        table.Add("datepart", Long, Part);
        table.Add("dayofweek", call => OfTime(call, t => Value.TimeSpan((int)t.DayOfWeek * TimeSpan.TicksPerDay)));
        foreach (var (name, part) in new (string, Func<DateTime, long>)[]
        {
            ("dayofmonth", t => t.Day), ("dayofyear", t => t.DayOfYear), ("hourofday", t => t.Hour), ("monthofyear", t => t.Month), ("getmonth", t => t.Month),
            ("getyear", t => t.Year), ("week_of_year", t => ISOWeek.GetWeekOfYear(t)),
        })
        {
            table.Add(name, Long, call => OfTime(call, t => Value.Of(part(t))));
        }
    }

    // The library says int; the emulator's results are longs.
    private static ScalarType Long(FunctionCall call) => ScalarType.Long;

    private static Evaluate OfTime(FunctionCall call, Func<DateTime, Value> of)
    {
        var value = call.Of(0);
        return f => Time(value(f)) is { } time ? of(time) : Value.Null;
    }

    public static DateTime? Time(Value value) =>
        Casts.To(value, ScalarType.DateTime) is { IsNull: false } time ? new DateTime(time.AsTicks, DateTimeKind.Utc) : null;

    private static Evaluate Edge(FunctionCall call, string unit, bool end)
    {
        var value = call.Of(0);
        var offset = call.Long(1, 0);
        return f =>
        {
            if (Time(value(f)) is not { } time || offset(f) is not { } steps)
            {
                return Value.Null;
            }

            var day = time.Date;
            var start = unit switch { "day" => day, "week" => Sunday(day), "month" => day.AddDays(1 - day.Day), _ => new DateTime(day.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc) };
            var shifted = start is { } known ? Shift(known, unit, end ? steps + 1 : steps) : null;
            return shifted is { } ticks ? Times.At((Int128)ticks - (end ? 1 : 0)) : Value.Null;
        };
    }

    // The first day of all was a Monday: its week begins before time does.
    private static DateTime? Sunday(DateTime day) => day.Ticks / TimeSpan.TicksPerDay >= (int)day.DayOfWeek ? day.AddDays(-(int)day.DayOfWeek) : null;

    // Null when it leaves the years 1 to 9999.
    private static Int128? Shift(DateTime time, string unit, long steps)
    {
        if (unit == "nanosecond")
        {
            return (Int128)time.Ticks + (steps / 100);
        }

        if (DateUnit.Ticks(unit) is > 0 and var ticks)
        {
            return (Int128)time.Ticks + ((Int128)ticks * steps);
        }

        var months = ((Int128)DateUnit.Months(unit) * steps) + (time.Year * 12) + time.Month - 1;
        if (months == 120_000 && time.Day == 1 && time.TimeOfDay == TimeSpan.Zero)
        {
            return (Int128)DateTime.MaxValue.Ticks + 1;
        }

        if (months < 12 || months >= 120_000)
        {
            return null;
        }

        var (year, month) = ((int)(months / 12), (int)(months % 12) + 1);
        return new DateTime(year, month, Math.Min(time.Day, DateTime.DaysInMonth(year, month))).Ticks + time.TimeOfDay.Ticks;
    }

    private static Evaluate Add(FunctionCall call)
    {
        var unit = Unit(call, call.ConstantText(0));
        var amount = call.Long(1);
        var value = call.Of(2);
        return f => amount(f) is { } steps && Time(value(f)) is { } time && Shift(time, unit, steps) is { } ticks ? Times.At(ticks) : Value.Null;
    }

    private static Evaluate Diff(FunctionCall call)
    {
        var unit = Unit(call, call.ConstantText(0));
        Evaluate later = call.Of(1), earlier = call.Of(2);
        return f => Time(later(f)) is { } a && Time(earlier(f)) is { } b
            ? unit == "week" ? Value.Of((double)DateUnit.Between(unit, a, b)) : Value.Of(DateUnit.Between(unit, a, b))
            : Value.Null;
    }

    private static string Unit(FunctionCall call, string text)
    {
        var unit = text.ToLowerInvariant();
        unit = DateUnit.IsKnown(unit) ? unit : unit.TrimEnd('s');
        return DateUnit.IsKnown(unit) ? unit : throw call.Refuse($"'{text}' is no period of time");
    }

    private static Evaluate Part(FunctionCall call)
    {
        var name = call.ConstantText(0);
        Func<DateTime, long> part = name.ToLowerInvariant() switch
        {
            "year" => t => t.Year,
            "quarter" => t => ((t.Month - 1) / 3) + 1,
            "month" => t => t.Month,
            "week_of_year" => t => ISOWeek.GetWeekOfYear(t),
            "day" => t => t.Day,
            "dayofyear" => t => t.DayOfYear,
            "hour" => t => t.Hour,
            "minute" => t => t.Minute,
            "second" => t => t.Second,
            "millisecond" => t => t.Millisecond,
            "microsecond" => t => t.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond,
            "nanosecond" => t => t.Ticks % TimeSpan.TicksPerSecond * 100,
            _ => throw call.Refuse($"'{name}' is no part of a datetime that is understood offline"),
        };
        var value = call.Of(1);
        return f => Time(value(f)) is { } time ? Value.Of(part(time)) : Value.Null;
    }
}
