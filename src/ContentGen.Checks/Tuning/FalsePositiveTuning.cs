using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Tuning;

/// <summary>A known false positive is of use to the next analyst only with what to do about it, or with why nothing can be done.</summary>
internal sealed class FalsePositiveTuning : IRuleCheck
{
    public static readonly DiagnosticDescriptor NoTuning = new("CG4004", Severity.Warning, "False positive without tuning", "'{0}' has no tuning; name a parameter or an exclusion, or say in 'none' why there is none");

    public void Check(RuleContext context)
    {
        foreach (var positive in context.Rule.FalsePositives.Where(f => f.Tuning is null))
        {
            context.Report(NoTuning, positive.Id.Span, positive.Id.Value);
        }
    }
}
