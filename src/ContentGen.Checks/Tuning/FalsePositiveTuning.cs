using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Tuning;

/// <summary>A known false positive is of use to the next analyst only with what to do about it, or with why nothing can be done.</summary>
internal sealed class FalsePositiveTuning : IRuleCheck
{
    public static readonly DiagnosticDescriptor NoTuning = new("CG4004", Severity.Warning, "False positive without tuning", "'{0}' has no tuning; name a parameter or an exclusion, or say in 'none' why there is none");

    public static readonly DiagnosticDescriptor Twice = new("CG4012", Severity.Warning, "False positive given twice", "'{0}' is the id of two false positives; a test that names it means either");

    public void Check(RuleContext context)
    {
        foreach (var positive in context.Rule.FalsePositives.Where(f => f.Tuning is null or { Parameter: null, Exclude: null, None.Value: "" }))
        {
            context.Report(NoTuning, positive.Id.Span, positive.Id.Value);
        }

        foreach (var again in context.Rule.FalsePositives.Select(f => f.Id).GroupBy(i => i.Value, StringComparer.Ordinal).SelectMany(g => g.Skip(1)))
        {
            context.Report(Twice, again.Span, again.Value);
        }
    }
}
