using ContentGen.Checks.Facts;
using ContentGen.Checks.Rules;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Time;

namespace ContentGen.Checks.Timing;

/// <summary>
/// How far the query looks back against what it is given. Sentinel hands a scheduled query the records of its queryPeriod, whatever the
/// query itself asks for (documentation of scheduled rules, "query scheduling"). Only bounds on the record's own time count, and only what
/// is certain: where rounding decides, the reading that finds less. Runs start five minutes after the end of their period, to meet late
/// data; whether the query's now is before or after that wait is not documented, so what hangs on those minutes is not said to be wrong.
/// </summary>
internal sealed class Lookbacks : IRuleCheck
{
    public static readonly DiagnosticDescriptor BeyondPeriod = new("CG3401", Severity.Error, "Lookback longer than the period", "{0} is read {1} back, but queryPeriod gives the query only {2}: what is older is never there");

    public static readonly DiagnosticDescriptor NeverThere = new("CG3402", Severity.Error, "Baseline outside the period", "{0} is read only where it is at least {1} old, but queryPeriod gives the query only {2}: this part {3}");

    public static readonly DiagnosticDescriptor BlindSpot = new("CG3403", Severity.Warning, "Lookback shorter than the frequency", "{0} is read {1} back, but the rule runs every {2}: what happens in between is never seen");

    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(5);

    public void Check(RuleContext context)
    {
        if (context is not { Rule: { Kind: RuleKind.Scheduled, Query: { } text, QueryPeriod.Value: var period, QueryFrequency.Value: var frequency }, Facts: { } facts })
        {
            return;
        }

        var reported = new HashSet<(string Code, TextSpan Place)>();
        foreach (var branch in facts.Branches)
        {
            var source = branch.Source.Name;
            var times = branch.Times;
            if (times.Baseline is { } baseline && baseline.Least >= period)
            {
                Report(NeverThere, baseline, source, baseline.Least, period, baseline.Least >= period + Delay ? "never has a row" : "has at most the five minutes that a run waits for late data");
            }
            else if (times.Lookback is { } lookback && lookback.Least > period + Delay)
            {
                Report(BeyondPeriod, lookback, source, lookback.Least, period);
            }

            // A window that does not reach the present is meant to end where another one begins.
            var shortest = new[] { times.Lookback, times.Ingested }.OfType<TimeBound>().MinBy(b => b.Most);
            if (shortest is not null && shortest.Most > TimeSpan.Zero && shortest.Most < frequency && frequency <= period && times.Baseline is null && branch.Role == BranchRole.Result)
            {
                Report(BlindSpot, shortest, source, shortest.Most, frequency);
            }
        }

        void Report(DiagnosticDescriptor descriptor, TimeBound bound, string source, TimeSpan age, TimeSpan given, string what = "")
        {
            if (reported.Add((descriptor.Code, bound.Place)))
            {
                context.Report(descriptor, text.ToSource(bound.Place), source, RuleDuration.ToIso(age), RuleDuration.ToIso(given), what);
            }
        }
    }
}
