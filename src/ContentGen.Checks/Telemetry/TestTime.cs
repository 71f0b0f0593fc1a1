using System.Globalization;
using ContentGen.Core.Content;
using ContentGen.Core.Time;
using ContentGen.Core.Yaml;

namespace ContentGen.Checks.Telemetry;

/// <summary>Times as tests write them: <c>-10m</c> before the test's now, <c>now</c>, or ISO 8601.</summary>
public static class TestTime
{
    /// <summary>The names of the columns that say when an event happened: in Log Analytics and in advanced hunting.</summary>
    internal static readonly string[] Columns = ["TimeGenerated", "Timestamp"];

    // A row that happened just now is seen by the run: queries ask for what is younger than their window, or older than now().
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    /// <summary>
    /// When the last run of a test takes place: as the test says; else a minute after its latest row when rows have absolute times; else at
    /// <see cref="DetectionTest.DefaultNow"/>.
    /// </summary>
    public static DateTimeOffset NowOf(DetectionTest test) => test.Now?.Value ?? Latest(test) + Rest ?? DetectionTest.DefaultNow;

    /// <summary>The time that a text means; null when it means none.</summary>
    public static DateTimeOffset? TryParse(string text, DateTimeOffset now)
    {
        text = text.Trim();
        try
        {
            return text is "now" or "now()" or "0" ? now
                : text is ['-', .. var before] && RuleDuration.TryParse(before) is { } ago ? now - ago
                : RuleDuration.TryParse(text.TrimStart('+')) is { } ahead ? now + ahead
                : Absolute(text);
        }
        catch (ArgumentOutOfRangeException)
        {
            // Before the year 1 or after 9999.
            return null;
        }
    }

    private static DateTimeOffset? Latest(DetectionTest test) => test.Telemetry.SelectMany(t => t.Rows)
        .SelectMany(r => Columns.Select(r.Find)).Max(e => e?.Value is YamlScalar scalar ? Absolute(scalar.Value) : null);

    private static DateTimeOffset? Absolute(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) && text.Length >= 8 ? time : null;
}
