using System.Text.RegularExpressions;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Rules;

/// <summary>Custom details: at most 20, with short plain names; formats: at most 3 placeholders each (documentation, template validator).</summary>
internal sealed partial class DetailLimits : IRuleCheck
{
    public static readonly DiagnosticDescriptor TooMany = new("CG2210", Severity.Error, "Too many custom details", "the rule has {0} custom details; Sentinel takes 20");

    public static readonly DiagnosticDescriptor Name = new("CG2211", Severity.Error, "Name of a custom detail", "'{0}' cannot name a custom detail: a letter, then letters, digits or '_', at most 20 characters");

    public static readonly DiagnosticDescriptor Placeholder = new("CG2212", Severity.Error, "Too many placeholders", "'{0}' has {1} placeholders; Sentinel takes 3");

    public void Check(RuleContext context)
    {
        var details = context.Rule.CustomDetails;
        if (details.Length > 20)
        {
            context.Report(TooMany, details[20].Name.Span, details.Length);
        }

        foreach (var detail in details.Where(d => d.Name.Value.Length > 20 || !PlainName().IsMatch(d.Name.Value)))
        {
            context.Report(Name, detail.Name.Span, detail.Name.Value);
        }

        Limit(context, "alertDisplayNameFormat", context.Rule.AlertDetails?.DisplayNameFormat);
        Limit(context, "alertDescriptionFormat", context.Rule.AlertDetails?.DescriptionFormat);
    }

    private static void Limit(RuleContext context, string key, Located<string>? format)
    {
        if (format is not null && Placeholders.In(format.Value).Count is > 3 and var count)
        {
            context.Report(Placeholder, format.Span, key, count);
        }
    }

    [GeneratedRegex(@"\A[A-Za-z]\w*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainName();
}
