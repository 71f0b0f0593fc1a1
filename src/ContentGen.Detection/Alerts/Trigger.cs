using ContentGen.Core.Content;

namespace ContentGen.Detection.Alerts;

/// <summary>Whether a run's number of results raises an alert. Near-real-time rules, hunting queries (for which an alert is a result) and rules that say nothing alert on any result.</summary>
internal static class Trigger
{
    public static bool Fires(Rule rule, int results)
    {
        var (comparison, threshold) = Of(rule);
        return comparison switch
        {
            TriggerOperator.LessThan => results < threshold,
            TriggerOperator.Equal => results == threshold,
            TriggerOperator.NotEqual => results != threshold,
            _ => results > threshold,
        };
    }

    /// <summary>For a message: "more than 0".</summary>
    public static string Words(Rule rule)
    {
        var (comparison, threshold) = Of(rule);
        return comparison switch
        {
            TriggerOperator.LessThan => $"fewer than {threshold}",
            TriggerOperator.Equal => $"exactly {threshold}",
            TriggerOperator.NotEqual => $"other than {threshold}",
            _ => $"more than {threshold}",
        };
    }

    private static (TriggerOperator Comparison, int Threshold) Of(Rule rule) => rule.Kind is RuleKind.Nrt or RuleKind.Hunting
        ? (TriggerOperator.GreaterThan, 0)
        : (rule.TriggerOperator?.Value ?? TriggerOperator.GreaterThan, rule.TriggerThreshold?.Value ?? 0);
}
