using System.Collections.Immutable;
using ContentGen.Checks.Facts;
using ContentGen.Checks.Rules;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Time;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Timing;

/// <summary>
/// Windows of successive runs: those that overlap alert again on the same record, those that only touch lose what arrives late
/// (documentation "Handle ingestion delay in scheduled analytics rules": a longer period, and ingestion_time() against the repetition).
/// </summary>
internal sealed class Overlaps : IRuleCheck
{
    public static readonly DiagnosticDescriptor AlertsAgain = new("CG3404", Severity.Warning, "Same event alerts again", "every event is seen by {0} runs and alerts in each: the query reads {1} back, the rule runs every {2}, and nothing limits it to what is new (ingestion_time() does)");

    public static readonly DiagnosticDescriptor CountsAgain = new("CG3410", Severity.Info, "Same events counted again", "every event is counted by {0} runs: the query {3} {1} back and runs every {2}, so what once was enough for an alert alerts in each of them; suppress alerts as long, or take a period near the frequency");

    public static readonly DiagnosticDescriptor LateData = new("CG3405", Severity.Info, "Late data is lost", "the window is as long as the frequency ({0}): an event that arrives after its run is never seen; take a longer queryPeriod and ingestion_time() > ago({1})");

    // Operators whose rows stand for many records: their alerts are about a window, which is meant to slide.
    private static readonly HashSet<string> Aggregating = new(StringComparer.Ordinal)
    {
        "SummarizeOperator", "MakeSeriesOperator", "TopOperator", "TopHittersOperator", "TopNestedOperator", "EvaluateOperator", "DistinctOperator", "CountOperator", "SampleOperator",
        "SampleDistinctOperator", "ScanOperator", "ReduceByOperator", "PartitionOperator", "MakeGraphOperator", "InvokeOperator",
    };

    public void Check(RuleContext context)
    {
        if (context is not { Rule: { Kind: RuleKind.Scheduled, QueryPeriod: { } period, QueryFrequency.Value: var frequency }, Facts: { IsComplete: true } facts }
            || frequency <= TimeSpan.Zero || period.Value < frequency)
        {
            return;
        }

        // A baseline that the rows are compared with may hold what alerted before.
        var result = facts.Branches.Where(b => b.Role == BranchRole.Result && b.Times.HasRecordTime).ToList();
        if (result.Count == 0 || facts.Branches.Any(b => b.Times.Ingested is not null || (b.Role != BranchRole.Result && b.Times.Baseline is not null)))
        {
            return;
        }

        var windows = result.Select(b => Window(b, period.Value)).ToList();
        if (windows.TrueForAll(w => w == frequency))
        {
            context.Report(LateData, period.Span, RuleDuration.ToIso(frequency), Short(frequency));
        }

        // Twice the frequency: an event is then in two windows wherever it falls. Less may be a margin for late data.
        var overlapping = result.Zip(windows).Where(p => p.Second >= 2 * frequency && p.First.Times.Baseline is null).ToList();
        if (overlapping.Count > 0 && context.Rule.SuppressionEnabled is not { Value: true })
        {
            var perRecord = overlapping.Find(p => IsPerRecord(p.First));
            var window = perRecord.First is null ? overlapping[0].Second : perRecord.Second;
            var runs = (int)Math.Min(9999, Math.Floor(window / frequency));
            if (perRecord.First is null && (IsBoundByOthers(facts, period.Value, frequency) || result.TrueForAll(b => AsksForNews(b, frequency))))
            {
                return;
            }

            context.Report(perRecord.First is null ? CountsAgain : AlertsAgain, period.Span, runs, RuleDuration.ToIso(window), RuleDuration.ToIso(frequency), overlapping.Exists(p => p.First.Steps.Any(s => Aggregating.Contains(s.Operator.Kind))) ? "aggregates" : "joins");
        }
    }

    private static TimeSpan Window(Branch branch, TimeSpan period) =>
        branch.Times.Lookback is { } lookback && lookback.Least < period ? lookback.Least : period;

    // Indicators of weeks that are joined with the events of the last hour: what is new decides.
    private static bool IsBoundByOthers(QueryFacts facts, TimeSpan period, TimeSpan frequency) =>
        facts.Branches.Any(b => b.Role == BranchRole.Joined && b.Times.HasRecordTime && Window(b, period) < 2 * frequency);

    // What was counted must have gained something lately: a filter behind the aggregation on a time that it made, `| where LastSeen > ago(2h)`.
    private static bool AsksForNews(Branch branch, TimeSpan frequency) => branch.Steps
        .SkipWhile(s => !Aggregating.Contains(s.Operator.Kind)).Where(s => s.Operator.Kind == "FilterOperator")
        .SelectMany(s => new TimePredicates(TimesIn(s.Operator), ImmutableHashSet<string>.Empty, s).Bounds())
        .Any(b => b.Kind == TimeBoundKind.NotOlderThan && b.Most <= 2 * frequency);

    private static HashSet<string> TimesIn(BoundNode filter) =>
        [.. filter.Descendants().Where(n => n is { Kind: "NameReference", Symbol.Kind: "column", Type.Name: "datetime", Name: not null }).Select(n => n.Name!)];

    // A join with other rows of the same time may find its partner only once; a semi or anti join picks records.
    private static bool IsPerRecord(Branch branch) => !branch.Steps.Any(s => Aggregating.Contains(s.Operator.Kind) || s.Operator.Kind == "JoinOperator");

    private static string Short(TimeSpan time) => time switch
    {
        { TotalDays: >= 1, Hours: 0, Minutes: 0 } => $"{time.Days}d",
        { TotalHours: >= 1, Minutes: 0 } => $"{(int)time.TotalHours}h",
        _ => $"{(int)time.TotalMinutes}m",
    };
}
