using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Rules;

/// <summary>A hunting query raises no alert and has no schedule: a saved search has no place for what says how.</summary>
internal sealed class HuntingKeys : IRuleCheck
{
    public static readonly DiagnosticDescriptor LeftOut = new("CG2230", Severity.Warning, "Key of a rule on a hunting query", "a hunting query runs when somebody runs it and takes no '{0}'; it is left out");

    private static readonly string[] Keys =
    [
        "kind", "queryFrequency", "queryPeriod", "triggerOperator", "triggerThreshold", "customDetails", "alertDetailsOverride", "sentinelEntitiesMappings",
        "eventGroupingSettings", "incidentConfiguration", "suppressionEnabled", "suppressionDuration", "enabled", "alertRuleTemplateName", "templateVersion",
    ];

    public void Check(RuleContext context)
    {
        foreach (var key in Keys)
        {
            if (context.Rule.Yaml.Find(key) is { } entry)
            {
                context.Report(LeftOut, entry.Key.Span, key);
            }
        }
    }
}
