using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Kusto.Engine;

namespace ContentGen.Detection.Alerts;

/// <summary>The alerts that a run raises from its results.</summary>
internal static class AlertBuilder
{
    public static ImmutableArray<Alert> Raise(Rule rule, RunResult result, DateTimeOffset time)
    {
        if (!Trigger.Fires(rule, result.Count))
        {
            return [];
        }

        var rows = Enumerable.Range(0, result.Count).ToImmutableArray();
        if (rule.EventGrouping?.Value != AggregationKind.AlertPerResult || rows.Length < 2)
        {
            return [Alert(rule, result, time, rows)];
        }

        // An alert for each result; beyond the limit one alert stands for the rest.
        var most = rule.Kind == RuleKind.Nrt ? AlertLimits.AlertsOfNearRealTimeRun : AlertLimits.AlertsOfRun;
        var single = rows.Length > most ? most - 1 : rows.Length;
        var alerts = rows.Take(single).Select(r => Alert(rule, result, time, [r]));
        return rows.Length > single ? [.. alerts, Alert(rule, result, time, rows[single..])] : [.. alerts];
    }

    private static Alert Alert(Rule rule, RunResult result, DateTimeOffset time, ImmutableArray<int> rows)
    {
        var cells = new AlertCells(result, rows);
        var details = rule.AlertDetails;
        return new Alert(
            time,
            AlertText.Fill(details?.DisplayNameFormat?.Value, cells, AlertLimits.NameBytes) ?? rule.Name?.Value ?? "",
            AlertText.Fill(details?.DescriptionFormat?.Value, cells, AlertLimits.DescriptionBytes) ?? rule.Description?.Value ?? "",
            Severity(details?.SeverityColumnName?.Value, cells) ?? (rule.Severity?.Value ?? AlertSeverity.Medium).ToString(),
            AlertTactics.Of(details?.TacticsColumnName?.Value, cells) ?? [.. rule.Tactics.Select(t => t.Value)],
            AlertEntities.Of(rule, cells),
            CustomDetails(rule, cells),
            Properties(details, cells),
            rows);
    }

    // A value that is no severity leaves the rule's own.
    private static string? Severity(string? column, AlertCells cells) =>
        column is not null && Enum.TryParse<AlertSeverity>(cells.First(column), ignoreCase: true, out var severity) && Enum.IsDefined(severity) ? severity.ToString() : null;

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> CustomDetails(Rule rule, AlertCells cells)
    {
        var details = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var detail in rule.CustomDetails)
        {
            var values = AlertText.Within(cells.All(detail.ColumnName.Value).Distinct(StringComparer.Ordinal).Take(AlertLimits.Values), AlertLimits.DetailBytes);
            if (!values.IsEmpty)
            {
                details[detail.Name.Value] = values;
            }
        }

        return details.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, string> Properties(AlertDetailsOverride? details, AlertCells cells) =>
        (details?.DynamicProperties ?? []).Select(p => KeyValuePair.Create(p.AlertProperty.Value, cells.First(p.ColumnName.Value)))
        .Where(p => p.Value.Length > 0).DistinctBy(p => p.Key)
        .ToImmutableSortedDictionary(p => p.Key, p => AlertText.Cut(p.Value, p.Key is "ExtendedLinks" or "RemediationSteps" ? AlertLimits.DescriptionBytes : AlertLimits.NameBytes), StringComparer.Ordinal);
}
