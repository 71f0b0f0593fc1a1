using ContentGen.Checks.Rules;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Time;

namespace ContentGen.Checks.Timing;

/// <summary>A suppression that is over before the next run silences nothing (the Terraform provider refuses it).</summary>
internal sealed class AlertSuppression : IRuleCheck
{
    public static readonly DiagnosticDescriptor TooShort = new("CG2223", Severity.Warning, "Suppression shorter than the frequency", "suppressionDuration ({0}) is over before the next run ({1}): it suppresses nothing");

    public void Check(RuleContext context)
    {
        if (context.Rule is { Kind: RuleKind.Scheduled, SuppressionEnabled.Value: true, SuppressionDuration: { } duration, QueryFrequency.Value: var frequency } && duration.Value < frequency)
        {
            context.Report(TooShort, duration.Span, RuleDuration.ToIso(duration.Value), RuleDuration.ToIso(frequency));
        }
    }
}
