using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Time;

namespace ContentGen.Checks.Rules;

/// <summary>
/// Times that Sentinel refuses: outside 5 minutes to 14 days; a period shorter than the frequency; two days or more looked over more often
/// than hourly; a suppression outside 5 minutes to 24 hours (documentation of scheduled rules; the service's own template validator).
/// </summary>
internal sealed class Schedule : IRuleCheck
{
    public static readonly DiagnosticDescriptor OutOfRange = new("CG2201", Severity.Error, "Duration out of range", "'{0}' is {1}; Sentinel takes {2} to {3}");

    public static readonly DiagnosticDescriptor PeriodBelowFrequency = new("CG2202", Severity.Error, "Period shorter than frequency", "queryPeriod ({0}) is shorter than queryFrequency ({1}): what happens between the runs is never seen");

    public static readonly DiagnosticDescriptor LongPeriodTooOften = new("CG2203", Severity.Error, "Long period too often", "a queryPeriod of two days or more needs a queryFrequency of at least one hour, not {0}");

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5);

    public void Check(RuleContext context)
    {
        var rule = context.Rule;
        if (rule.SuppressionDuration is { } suppression)
        {
            InRange(context, "suppressionDuration", suppression, TimeSpan.FromHours(24));
        }

        if (rule.Incident?.Grouping?.LookbackDuration is { } lookback)
        {
            InRange(context, "lookbackDuration", lookback, TimeSpan.FromDays(7));
        }

        if (rule.Kind != RuleKind.Scheduled)
        {
            return;
        }

        foreach (var (key, value) in new[] { ("queryFrequency", rule.QueryFrequency), ("queryPeriod", rule.QueryPeriod) })
        {
            if (value is not null)
            {
                InRange(context, key, value, TimeSpan.FromDays(14));
            }
        }

        if (rule is { QueryFrequency: { } frequency, QueryPeriod: { } period })
        {
            Compare(context, frequency, period);
        }
    }

    private static void Compare(RuleContext context, Located<TimeSpan> frequency, Located<TimeSpan> period)
    {
        if (period.Value < frequency.Value)
        {
            context.Report(PeriodBelowFrequency, period.Span, RuleDuration.ToIso(period.Value), RuleDuration.ToIso(frequency.Value));
        }

        if (period.Value >= TimeSpan.FromDays(2) && frequency.Value < TimeSpan.FromHours(1))
        {
            context.Report(LongPeriodTooOften, frequency.Span, RuleDuration.ToIso(frequency.Value));
        }
    }

    private static void InRange(RuleContext context, string key, Located<TimeSpan> value, TimeSpan longest)
    {
        if (value.Value < Shortest || value.Value > longest)
        {
            context.Report(OutOfRange, value.Span, key, RuleDuration.ToIso(value.Value), RuleDuration.ToIso(Shortest), RuleDuration.ToIso(longest));
        }
    }
}
