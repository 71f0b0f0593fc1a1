using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ContentGen.Core.Content;
using ContentGen.Detection.Alerts;
using ContentGen.Detection.Simulation;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine;

namespace ContentGen.Detection.Workspaces;

/// <summary>
/// Lets a rule run over the past of a workspace as its schedule would have had it: every run sees the rows of its window that had arrived by then.
/// The engine there does it, a few runs a query; only numbers come back. Near-real-time rules are run by the hour.
/// </summary>
public sealed class Backtest(TestSubject subject, IQueryEngine engine)
{
    private const int RunsOfQuery = 24;

    // A scheduled rule runs five minutes late, for what arrives late (https://learn.microsoft.com/azure/sentinel/scheduled-rules-overview).
    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(5);

    /// <param name="first">The first day.</param>
    /// <param name="days">How many.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<BacktestResult> RunAsync(DateOnly first, int days, CancellationToken cancellation)
    {
        var program = RuleProgram.Of(subject);
        if (program.Query is not { Failure: BindFailure.None } || program.Verdict == Verdict.Fail)
        {
            return new BacktestResult(subject, [], program.Finding);
        }

        if (subject.Catalog.Environment != QueryEnvironment.Sentinel)
        {
            return Without("it is for advanced hunting, which a workspace does not have");
        }

        var schedule = RuleSchedule.Of(subject.Rule);
        var step = schedule switch { { ByIngestion: true } => TimeSpan.FromHours(1), { Frequency: { } frequency } => frequency, _ => TimeSpan.FromDays(1) };
        var window = schedule.ByIngestion ? step : schedule.Period ?? step;
        var (text, refusal) = MovedQuery.Write(
            subject.Query!, subject.Rule.Query!.Text, subject.Catalog, new QuerySurroundings("_now", t => Window(t, window, schedule.ByIngestion), null), "\n| summarize Hits = count()");
        if (text is null)
        {
            return new BacktestResult(subject, [], new TestFinding(refusal!.Why, subject.Rule.Query.ToSource(refusal.Span)));
        }

        var start = new DateTimeOffset(first, TimeOnly.MinValue, TimeSpan.Zero);
        var times = Enumerable.Range(1, (int)(TimeSpan.FromDays(days).Ticks / step.Ticks)).Select(i => start + step * i).ToList();
        var hits = new Dictionary<DateTimeOffset, long>();
        foreach (var some in times.Chunk(RunsOfQuery))
        {
            var result = await engine.RunAsync(Query(text, some), cancellation).ConfigureAwait(false);
            if (Read(result, some, hits) is { } why)
            {
                return Without(why);
            }
        }

        return new BacktestResult(subject, [.. Days(first, days, times, hits)], null);
    }

    private static string Window(string table, TimeSpan window, bool byIngestion)
    {
        var span = string.Create(CultureInfo.InvariantCulture, $"time({window:c})");
        var rows = $"table(\"{table}\")";
        return byIngestion
            ? $"{rows} | where ingestion_time() > _now - {span} and ingestion_time() <= _now"
            : $"{rows} | where TimeGenerated > _now - {span} and TimeGenerated <= _now and coalesce(ingestion_time(), TimeGenerated) <= _now + time({Delay:c})";
    }

    private static string Query(string text, IEnumerable<DateTimeOffset> times)
    {
        var query = new StringBuilder("let _run = (_now: datetime) {\n").Append(text).Append("\n};\nunion\n");
        return query.AppendJoin(",\n", times.Select(t => $"(_run({KqlLiterals.Time(t)}) | extend Run = {KqlLiterals.Time(t)})")).ToString();
    }

    // What is wrong with the answer; null when all is well.
    private string? Read(RunResult result, DateTimeOffset[] asked, Dictionary<DateTimeOffset, long> hits)
    {
        if (result.Stopped is { } why)
        {
            return $"{engine.Name} did not run it: {why}";
        }

        var columns = result.Columns.Select(c => c.Name).ToList();
        var (run, count) = (columns.IndexOf("Run"), columns.IndexOf("Hits"));
        if (run < 0 || count < 0 || result.Count != asked.Length)
        {
            return $"the answer of {engine.Name} is not what was asked for";
        }

        for (var row = 0; row < result.Count; row++)
        {
            hits[new DateTimeOffset(result.Cell(row, run).AsTicks, TimeSpan.Zero)] = result.Cell(row, count).AsLong;
        }

        return asked.All(hits.ContainsKey) ? null : $"the answer of {engine.Name} is not what was asked for";
    }

    private IEnumerable<BacktestDay> Days(DateOnly first, int days, List<DateTimeOffset> times, Dictionary<DateTimeOffset, long> hits)
    {
        var rule = subject.Rule;
        var suppression = rule is { SuppressionEnabled.Value: true, SuppressionDuration: { } duration } ? duration.Value : TimeSpan.Zero;
        var found = new Dictionary<DateOnly, BacktestDay>();
        var until = DateTimeOffset.MinValue;
        foreach (var time in times)
        {
            if (time < until)
            {
                continue;
            }

            // The run at midnight looks at the day that ends.
            var day = DateOnly.FromDateTime(time.UtcDateTime.AddTicks(-1));
            var alerts = Alerts(hits[time]);
            var before = found.GetValueOrDefault(day) ?? new BacktestDay(day, 0, 0, 0);
            found[day] = before with { Runs = before.Runs + 1, Hits = before.Hits + hits[time], Alerts = before.Alerts + alerts };
            until = alerts > 0 && suppression > TimeSpan.Zero ? time + suppression : until;
        }

        return Enumerable.Range(0, days).Select(first.AddDays).Select(d => found.GetValueOrDefault(d) ?? new BacktestDay(d, 0, 0, 0));
    }

    private long Alerts(long hits)
    {
        var rule = subject.Rule;
        var most = rule.Kind == RuleKind.Nrt ? AlertLimits.AlertsOfNearRealTimeRun : AlertLimits.AlertsOfRun;
        return !Trigger.Fires(rule, (int)Math.Min(hits, int.MaxValue)) ? 0 : rule.EventGrouping?.Value == AggregationKind.AlertPerResult ? Math.Clamp(hits, 1, most) : 1;
    }

    private BacktestResult Without(string why) => new(subject, [], new TestFinding(why, subject.Rule.Query?.ToSource(default) ?? default));
}
