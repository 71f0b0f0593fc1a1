using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Rules;

/// <summary>An NRT rule has no schedule and no trigger: the API's schema for the kind does not have these properties.</summary>
internal sealed class NearRealTime : IRuleCheck
{
    public static readonly DiagnosticDescriptor HasSchedule = new("CG2204", Severity.Warning, "Schedule on an NRT rule", "an NRT rule runs every minute and takes no '{0}'; it is left out");

    public void Check(RuleContext context)
    {
        if (context.Rule.Kind != RuleKind.Nrt)
        {
            return;
        }

        foreach (var key in (ReadOnlySpan<string>)["queryFrequency", "queryPeriod", "triggerOperator", "triggerThreshold"])
        {
            if (context.Rule.Yaml.Find(key) is { } entry)
            {
                context.Report(HasSchedule, entry.Key.Span, key);
            }
        }
    }
}
