using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Rules;

/// <summary>Sentinel answers 400 to a templateVersion without an alertRuleTemplateName; the emitters leave it out, the author should know.</summary>
internal sealed class TemplateVersions : IRuleCheck
{
    public static readonly DiagnosticDescriptor WithoutTemplate = new("CG2215", Severity.Warning, "Template version without template", "templateVersion is left out: it needs an alertRuleTemplateName");

    public void Check(RuleContext context)
    {
        if (context.Rule is { TemplateVersion: { } version, TemplateName: null })
        {
            context.Report(WithoutTemplate, version.Span);
        }
    }
}
