using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace ContentGen.Core.Time;

/// <summary>Durations as rules write them: <c>5m</c>, <c>1h10m</c>, <c>14d</c>, or ISO 8601 (<c>PT1H</c>, <c>P14D</c>).</summary>
public static partial class RuleDuration
{
    /// <summary>The duration, or null when the text is none, is negative, or counts months or years, which have no fixed length.</summary>
    public static TimeSpan? TryParse(string text)
    {
        text = text.Trim();
        if (text.StartsWith('P'))
        {
            return TryParseIso(text);
        }

        var match = Short().Match(text);
        if (!match.Success || text.Length == 0)
        {
            return null;
        }

        var total = TimeSpan.Zero;
        foreach (var (group, unit) in Units)
        {
            if (!match.Groups[group].Success)
            {
                continue;
            }

            if (!int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > 1_000_000)
            {
                return null;
            }

            total += unit * count;
        }

        return total;
    }

    /// <summary>ISO 8601, as Sentinel's API writes it: P14D, PT5M, P1DT1H30M.</summary>
    public static string ToIso(TimeSpan duration) => XmlConvert.ToString(duration);

    private static readonly (string Group, TimeSpan Unit)[] Units =
    [
        ("d", TimeSpan.FromDays(1)), ("h", TimeSpan.FromHours(1)), ("m", TimeSpan.FromMinutes(1)), ("s", TimeSpan.FromSeconds(1)),
    ];

    private static TimeSpan? TryParseIso(string text)
    {
        var weeks = Weeks().Match(text);
        if (weeks.Success && int.TryParse(weeks.Groups["w"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count < 10_000)
        {
            return TimeSpan.FromDays(7 * count);
        }

        try
        {
            return Calendar().IsMatch(text) ? null : XmlConvert.ToTimeSpan(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\A(?:(?<d>[0-9]+)d)?(?:(?<h>[0-9]+)h)?(?:(?<m>[0-9]+)m)?(?:(?<s>[0-9]+)s)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Short();

    [GeneratedRegex(@"\AP(?<w>[0-9]+)W\z", RegexOptions.CultureInvariant)]
    private static partial Regex Weeks();

    [GeneratedRegex(@"\AP[^T]*[YM]", RegexOptions.CultureInvariant)]
    private static partial Regex Calendar();
}
