using System.Collections.Immutable;

namespace ContentGen.Detection.Simulation;

/// <summary>The runs of a test: the last one at its now, the others before it in steps of the frequency, back to the first that sees a row.</summary>
internal static class RunTimes
{
    // Two weeks of runs every ten minutes. Of more, only those are kept at which a row comes into a window or leaves it.
    private const long Most = 2016;

    /// <summary>Oldest first. The rows are told by when their event happened and when the workspace had them.</summary>
    public static ImmutableArray<DateTimeOffset> Of(DateTimeOffset now, RuleSchedule schedule, IReadOnlyCollection<(DateTimeOffset Time, DateTimeOffset Ingested)> rows)
    {
        if (schedule.Frequency is not { } step || rows.Count == 0)
        {
            return [now];
        }

        var oldest = Steps(now - rows.Min(Arrival), step);
        return oldest < Most
            ? [.. Enumerable.Range(0, (int)oldest + 1).Select(i => now - step * (oldest - i))]
            : [.. rows.SelectMany(r => Changes(now, schedule, step, r)).Append(0).Distinct().OrderDescending().Select(i => now - step * i)];
    }

    // The first and the last run that see the row, and the ones beside them.
    private static IEnumerable<long> Changes(DateTimeOffset now, RuleSchedule schedule, TimeSpan step, (DateTimeOffset Time, DateTimeOffset Ingested) row)
    {
        var first = Steps(now - Arrival(row), step);
        var gone = schedule.Period is { } period ? Steps(now - (schedule.ByIngestion ? row.Ingested : row.Time) - period, step) : 0;
        return new[] { first, gone + 1, gone }.Where(i => i >= 0);
    }

    private static DateTimeOffset Arrival((DateTimeOffset Time, DateTimeOffset Ingested) row) => row.Ingested > row.Time ? row.Ingested : row.Time;

    // Whole steps that fit into a span of time.
    private static long Steps(TimeSpan span, TimeSpan step) => span < TimeSpan.Zero ? 0 : span.Ticks / step.Ticks;
}
