using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Rules;

/// <summary>Grouping by Selected needs something selected, and only what the rule has (the API's description of groupByEntities and its kind).</summary>
internal sealed class IncidentGrouping : IRuleCheck
{
    public static readonly DiagnosticDescriptor NothingSelected = new("CG2213", Severity.Error, "Nothing to group by", "matchingMethod Selected needs an entry in groupByEntities, groupByAlertDetails or groupByCustomDetails");

    public static readonly DiagnosticDescriptor NotThere = new("CG2214", Severity.Error, "Grouped by what the rule lacks", "incidents are grouped by {0} '{1}', which the rule does not map{2}");

    public static readonly DiagnosticDescriptor Ignored = new("CG2224", Severity.Info, "Grouping list that is ignored", "{0} is read only with matchingMethod Selected, not with {1}");

    public void Check(RuleContext context)
    {
        if (context.Rule.Incident?.Grouping is not { } grouping)
        {
            return;
        }

        if (grouping.MatchingMethod?.Value != MatchingMethod.Selected)
        {
            ReportIgnored(context, grouping);
            return;
        }

        if (grouping.GroupByEntities.IsEmpty && grouping.GroupByAlertDetails.IsEmpty && grouping.GroupByCustomDetails.IsEmpty)
        {
            context.Report(NothingSelected, grouping.MatchingMethod.Span);
        }

        if (!context.HasUnread("entityMappings", context.Rule.EntityMappings.Length))
        {
            Compare(context, "the entity type", grouping.GroupByEntities, [.. context.Rule.EntityMappings.Select(m => m.EntityType.Value)]);
        }

        if (!context.HasUnread("customDetails", context.Rule.CustomDetails.Length))
        {
            Compare(context, "the custom detail", grouping.GroupByCustomDetails, [.. context.Rule.CustomDetails.Select(d => d.Name.Value)]);
        }
    }

    private static void ReportIgnored(RuleContext context, GroupingConfiguration grouping)
    {
        var lists = new[] { ("groupByEntities", grouping.GroupByEntities.FirstOrDefault()?.Span), ("groupByAlertDetails", grouping.GroupByAlertDetails.FirstOrDefault()?.Span), ("groupByCustomDetails", grouping.GroupByCustomDetails.FirstOrDefault()?.Span) };
        foreach (var (key, place) in lists)
        {
            if (place is { } span && grouping.MatchingMethod is { } method)
            {
                context.Report(Ignored, span, key, method.Value);
            }
        }
    }

    private static void Compare(RuleContext context, string what, IEnumerable<Located<string>> selected, HashSet<string> present)
    {
        foreach (var name in selected.Where(s => !present.Contains(s.Value)))
        {
            context.Report(NotThere, name.Span, what, name.Value, NearestName.Hint(name.Value, present));
        }
    }
}
