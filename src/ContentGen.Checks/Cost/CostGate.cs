using System.Globalization;
using ContentGen.Checks.Rules;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Cost;

/// <summary>--max-cost: a rule whose query costs more is an error, with what costs most; --cost: every rule says so.</summary>
internal sealed class CostGate : IRuleCheck
{
    public static readonly DiagnosticDescriptor TooDear = new("CG3601", Severity.Error, "Query above the cost limit", "a run of the query costs {0} points, more than {1}: {2}");

    public static readonly DiagnosticDescriptor Told = new("CG3602", Severity.Info, "Cost of the query", "a run of the query costs {0} points{1}");

    public void Check(RuleContext context)
    {
        if (context is not { Rule.Query: { } text, Facts: { } facts, CostOptions: { } options } || (options.MaxPoints is null && !options.IsTold))
        {
            return;
        }

        var cost = CostModel.Of(facts, PeriodOf(context.Rule), options);
        var largest = cost.Largest(3).ToList();
        var parts = string.Join(", ", largest.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.What} {p.Points:0}")));
        var place = text.ToSource(largest.Count > 0 ? largest[0].Place : new Core.Text.TextSpan(0, 1));
        if (cost.Points > options.MaxPoints)
        {
            context.Report(TooDear, place, cost.Points, options.MaxPoints, parts);
        }
        else if (options.IsTold)
        {
            context.Report(Told, place, cost.Points, parts.Length == 0 ? "" : ": " + parts);
        }
    }

    // A near-real-time rule looks at what came in the minute before. Without a period: a day, as in the portal.
    private static TimeSpan PeriodOf(Rule rule) => rule.Kind == RuleKind.Nrt ? TimeSpan.FromMinutes(1) : rule.QueryPeriod?.Value ?? TimeSpan.FromDays(1);
}
