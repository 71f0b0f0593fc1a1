using ContentGen.Core.Content;

namespace ContentGen.Detection.Simulation;

/// <summary>
/// When a rule runs and what each run sees. A scheduled rule looks back over its period; a near-real-time rule runs every minute over what the
/// workspace received in the minute before (https://learn.microsoft.com/azure/sentinel/near-real-time-rules). Delays of the service (five and two minutes) shift every run and
/// its window alike and are left out.
/// </summary>
/// <param name="Frequency">From one run to the next; null: there is only the last run.</param>
/// <param name="Period">How far a run looks back; null: without end.</param>
/// <param name="ByIngestion">The window counts from when rows arrived, not from when their event happened.</param>
public sealed record RuleSchedule(TimeSpan? Frequency, TimeSpan? Period, bool ByIngestion)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static RuleSchedule Of(Rule rule)
    {
        if (rule.Kind == RuleKind.Nrt)
        {
            return new RuleSchedule(Minute, Minute, ByIngestion: true);
        }

        if (rule.Kind == RuleKind.Hunting)
        {
            // An analyst runs it over whatever there is.
            return new RuleSchedule(null, null, ByIngestion: false);
        }

        var frequency = Positive(rule.QueryFrequency?.Value);
        var period = Positive(rule.QueryPeriod?.Value);
        return new RuleSchedule(frequency ?? period, period ?? frequency, ByIngestion: false);
    }

    /// <summary>True when a run sees a row: its event lies in the window, and the workspace had it by then.</summary>
    public bool Sees(DateTimeOffset run, DateTimeOffset time, DateTimeOffset ingested)
    {
        var start = Period is { } period ? run - period : DateTimeOffset.MinValue;
        return ingested <= run && (ByIngestion ? ingested > start : time > start && time <= run);
    }

    private static TimeSpan? Positive(TimeSpan? span) => span > TimeSpan.Zero ? span : null;
}
