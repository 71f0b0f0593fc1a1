using ContentGen.Checks.Rules;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Time;

namespace ContentGen.Checks.Timing;

/// <summary>
/// Windows in which no record can be: those that end before they begin (Kusto takes <c>between</c> as it is written), and, in a rule,
/// those that end on a fixed date, which every run leaves further behind.
/// </summary>
internal sealed class TimeWindows : IRuleCheck
{
    public static readonly DiagnosticDescriptor FixedDate = new("CG3411", Severity.Warning, "Window that ends on a fixed date", "{0} is read only until {1}, a date that does not move: later events are never seen, and the rule falls silent");

    public static readonly DiagnosticDescriptor Empty = new("CG3412", Severity.Warning, "Window that ends before it begins", "{0} is read only where it is younger than {1} and at least {2} old: no record is both");

    public static readonly DiagnosticDescriptor Future = new("CG3413", Severity.Warning, "Window in the future", "{0} is read only where its time is still to come: what has happened is never seen");

    public void Check(RuleContext context)
    {
        if (context is not { Rule.Query: { } text, Facts: { } facts })
        {
            return;
        }

        var reported = new HashSet<TextSpan>();
        foreach (var branch in facts.Branches)
        {
            var source = branch.Source.Name;
            var times = branch.Times;
            if (times.Lookback is { } lookback && lookback.Most <= TimeSpan.Zero && times.Baseline is null)
            {
                Report(Future, lookback.Place, source);
            }
            else if (times is { Lookback: { } end, Baseline: { } start } && end.Most <= start.Least)
            {
                Report(Empty, end.Place, source, Age(end.Most), Age(start.Least));
            }

            foreach (var fixedEnd in context.Rule.Kind == RuleKind.Hunting ? [] : times.FixedEnds)
            {
                Report(FixedDate, fixedEnd.Place, source, fixedEnd.Date);
            }
        }

        void Report(DiagnosticDescriptor descriptor, TextSpan place, params object?[] arguments)
        {
            if (reported.Add(place))
            {
                context.Report(descriptor, text.ToSource(place), arguments);
            }
        }
    }

    private static string Age(TimeSpan age) => age <= TimeSpan.Zero ? "now" : RuleDuration.ToIso(age);
}
