using System.Collections.Immutable;
using ContentGen.Core.Content;

namespace ContentGen.Detection.Alerts;

/// <summary>
/// The incidents that alerts become: one each, or with grouping the latest open incident whose alerts match and lie within the lookback.
/// Nobody closes an incident during a test.
/// </summary>
internal static class IncidentGrouping
{
    public static ImmutableArray<Incident> Of(Rule rule, ImmutableArray<Alert> alerts)
    {
        // The API creates incidents where a rule says nothing.
        if (rule.Incident?.CreateIncident.Value == false)
        {
            return [];
        }

        if (rule.Incident?.Grouping is not { Enabled: true } grouping)
        {
            return [.. alerts.Select(a => new Incident([a]))];
        }

        var incidents = new List<List<Alert>>();
        foreach (var alert in alerts)
        {
            var open = incidents.FindLast(i => i.Count < AlertLimits.AlertsOfIncident && alert.Time - i[^1].Time <= grouping.LookbackDuration.Value && Matches(grouping, i[0], alert));
            if (open is null)
            {
                incidents.Add([alert]);
            }
            else
            {
                open.Add(alert);
            }
        }

        return [.. incidents.Select(i => new Incident([.. i]))];
    }

    private static bool Matches(GroupingConfiguration grouping, Alert first, Alert alert) => grouping.MatchingMethod.Value switch
    {
        MatchingMethod.AnyAlert => true,
        MatchingMethod.AllEntities => Entities(first, null).SetEquals(Entities(alert, null)) && first.Entities.Length > 0,
        _ => grouping.GroupByEntities.All(e => Entities(first, e.Value) is { Count: > 0 } those && those.SetEquals(Entities(alert, e.Value)))
            && grouping.GroupByAlertDetails.All(d => d.Value == "Severity" ? first.Severity == alert.Severity : first.Name == alert.Name)
            && grouping.GroupByCustomDetails.All(d => Values(first, d.Value).SetEquals(Values(alert, d.Value))),
    };

    private static HashSet<string> Entities(Alert alert, string? type) => [.. alert.Entities.Where(e => type is null || e.Type == type).Select(e => e.Key)];

    private static HashSet<string> Values(Alert alert, string key) => [.. alert.CustomDetails.GetValueOrDefault(key, [])];
}
