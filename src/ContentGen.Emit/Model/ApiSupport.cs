using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Emit.Model;

/// <summary>
/// What no stable api-version of alertRules has, and which preview brought it: computed over all 43 versions of Azure's specification
/// from 2021-09-01-preview to 2025-10-01-preview.
/// </summary>
public static class ApiSupport
{
    private const string Preview = "-preview";

    public static bool IsPreview(string apiVersion) => apiVersion.EndsWith(Preview, StringComparison.OrdinalIgnoreCase);

    /// <summary>One error for each property that the rule uses and the chosen api-version lacks.</summary>
    public static ImmutableArray<Diagnostic> Check(Rule rule, EmitOptions options) =>
    [
        .. from use in Uses(rule)
           where !IsPreview(options.ApiVersion) || string.CompareOrdinal(options.ApiVersion, use.Since) < 0
           select new Diagnostic(
               EmitDescriptors.NeedsPreview.Code,
               EmitDescriptors.NeedsPreview.Severity,
               EmitDescriptors.NeedsPreview.Format(use.Property, options.ApiVersion, use.Since),
               rule.Source,
               use.Span,
               rule.Id?.Value),
    ];

    private static IEnumerable<(string Property, TextSpan Span, string Since)> Uses(Rule rule)
    {
        if (rule.Kind == RuleKind.Nrt)
        {
            yield return ("kind: NRT", rule.Yaml.Find("kind")?.Value.Span ?? rule.Yaml.Span, "2021-09-01-preview");
        }

        if (AlertRuleModel.SubTechniques(rule).FirstOrDefault() is { } technique)
        {
            yield return ("subTechniques", technique.Span, "2023-12-01-preview");
        }

        if (!rule.SentinelEntities.IsEmpty)
        {
            yield return ("sentinelEntitiesMappings", rule.SentinelEntities[0].Span, "2022-10-01-preview");
        }

        if (rule.AlertDetails?.DynamicProperties.FirstOrDefault(p => p.AlertProperty.Value == "SubTechniques") is { } property)
        {
            yield return ("alertDynamicProperties: SubTechniques", property.AlertProperty.Span, "2023-12-01-preview");
        }
    }
}
