using ContentGen.Checks.Rules;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Cost;

/// <summary>--max-cost: a rule whose query costs more is an error, with what costs most.</summary>
internal sealed class CostGate : IRuleCheck
{
    public static readonly DiagnosticDescriptor TooDear = new("CG3601", Severity.Error, "Query above the cost limit", "a run of the query costs {0} points, more than {1}: {2}");

    public void Check(RuleContext context)
    {
        if (context is not { CostOptions.MaxPoints: { } limit, Rule.Query: { } text, Facts: { } facts })
        {
            return;
        }

        var cost = CostModel.Of(facts, PeriodOf(context.Rule), context.CostOptions);
        if (cost.Points > limit)
        {
            var largest = cost.Largest(3).ToList();
            var parts = string.Join(", ", largest.Select(p => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{p.What} {p.Points:0}")));
            context.Report(TooDear, text.ToSource(largest[0].Place), cost.Points, limit, parts);
        }
    }

    // A near-real-time rule looks at what came in the minute before. Without a period: a day, as in the portal.
    private static TimeSpan PeriodOf(Rule rule) => rule.Kind == RuleKind.Nrt ? TimeSpan.FromMinutes(1) : rule.QueryPeriod?.Value ?? TimeSpan.FromDays(1);
}
