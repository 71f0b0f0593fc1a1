namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>The periods of datetime_add() and datetime_diff(): steps of them, and how many boundaries lie between two times.</summary>
internal static class DateUnit
{
    /// <summary>Ticks of the units that always have the same length; 0 for the others.</summary>
    public static long Ticks(string unit) => unit switch
    {
        "week" => 7 * TimeSpan.TicksPerDay,
        "day" => TimeSpan.TicksPerDay,
        "hour" => TimeSpan.TicksPerHour,
        "minute" => TimeSpan.TicksPerMinute,
        "second" => TimeSpan.TicksPerSecond,
        "millisecond" => TimeSpan.TicksPerMillisecond,
        "microsecond" => TimeSpan.TicksPerMicrosecond,
        _ => 0,
    };

    public static int Months(string unit) => unit switch { "year" => 12, "quarter" => 3, "month" => 1, _ => 0 };

    /// <summary>How many boundaries of the unit lie between: the later time first. A week begins on Sunday.</summary>
    public static long Between(string unit, DateTime later, DateTime earlier) => unit switch
    {
        "year" => later.Year - earlier.Year,
        "quarter" => Quarters(later) - Quarters(earlier),
        "month" => MonthsOf(later) - MonthsOf(earlier),
        // 0001-01-01 was a Monday.
        "week" => ((later.Ticks + TimeSpan.TicksPerDay) / Ticks(unit)) - ((earlier.Ticks + TimeSpan.TicksPerDay) / Ticks(unit)),
        "nanosecond" => (later.Ticks - earlier.Ticks) * 100,
        _ => (later.Ticks / Ticks(unit)) - (earlier.Ticks / Ticks(unit)),
    };

    public static bool IsKnown(string unit) => unit == "nanosecond" || Ticks(unit) > 0 || Months(unit) > 0;

    private static long MonthsOf(DateTime time) => (time.Year * 12L) + time.Month - 1;

    private static long Quarters(DateTime time) => MonthsOf(time) / 3;
}
