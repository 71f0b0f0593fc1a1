using System.Globalization;
using System.Text.RegularExpressions;

namespace ContentGen.Checks.Facts;

/// <summary>Timespan literals of KQL: <c>1.5h</c>, <c>100ms</c>, <c>1.02:00:00</c>.</summary>
internal static partial class TimespanText
{
    public static TimeSpan? TryParse(string text)
    {
        var match = Short().Match(text);
        if (!match.Success)
        {
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var long_) ? long_ : null;
        }

        var unit = match.Groups[2].Value switch
        {
            "d" or "day" or "days" => TimeSpan.FromDays(1),
            "h" or "hr" or "hrs" or "hour" or "hours" => TimeSpan.FromHours(1),
            "m" or "min" or "minute" or "minutes" => TimeSpan.FromMinutes(1),
            "s" or "sec" or "second" or "seconds" => TimeSpan.FromSeconds(1),
            "ms" or "milli" or "millis" or "millisec" or "millisecond" or "milliseconds" => TimeSpan.FromMilliseconds(1),
            "micro" or "micros" or "microsec" or "microsecond" or "microseconds" => TimeSpan.FromMicroseconds(1),
            _ => TimeSpan.FromTicks(1),
        };
        return Scale(unit, double.Parse(match.Groups[1].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    /// <summary>Null beyond a century, where sums could overflow and no rule means it.</summary>
    public static TimeSpan? Scale(TimeSpan unit, double count) => Math.Abs(unit.TotalDays * count) < 36_500 ? unit * count : null;

    [GeneratedRegex(@"\A([0-9]+(?:\.[0-9]+)?)(d|h|m|s|ms|ticks?|days?|hrs?|hours?|min|minutes?|sec|seconds?|millis?|millisec|milliseconds?|micros?|microsec|microseconds?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Short();
}
