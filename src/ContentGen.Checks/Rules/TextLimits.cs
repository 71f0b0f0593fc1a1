using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Rules;

/// <summary>Lengths and numbers that Sentinel refuses (its template validator; the query's length also in its documentation).</summary>
internal sealed class TextLimits : IRuleCheck
{
    public static readonly DiagnosticDescriptor TooLong = new("CG2205", Severity.Error, "Text too long", "'{0}' has {1:N0} characters; Sentinel takes {2:N0}");

    public static readonly DiagnosticDescriptor Threshold = new("CG2206", Severity.Error, "Threshold out of range", "triggerThreshold is {0}; Sentinel takes 0 to 10000");

    public void Check(RuleContext context)
    {
        var rule = context.Rule;
        Limit(context, "name", rule.Name, 256);
        Limit(context, "description", rule.Description, 5000);
        Limit(context, "alertDisplayNameFormat", rule.AlertDetails?.DisplayNameFormat, 256);
        Limit(context, "alertDescriptionFormat", rule.AlertDetails?.DescriptionFormat, 5000);
        if (rule.Query is { Text.Length: > 10_000 } query)
        {
            context.Report(TooLong, query.ToSource(new TextSpan(10_000, query.Text.Length - 10_000)), "query", query.Text.Length, 10_000);
        }

        if (rule.TriggerThreshold is { Value: < 0 or > 10_000 } threshold)
        {
            context.Report(Threshold, threshold.Span, threshold.Value);
        }
    }

    private static void Limit(RuleContext context, string key, Located<string>? text, int limit)
    {
        if (text is not null && text.Value.Length > limit)
        {
            context.Report(TooLong, text.Span, key, text.Value.Length, limit);
        }
    }
}
