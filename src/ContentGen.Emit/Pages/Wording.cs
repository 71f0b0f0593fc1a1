using System.Collections.Immutable;
using System.Globalization;
using ContentGen.Core.Attack;
using ContentGen.Core.Content;
using ContentGen.Core.Yaml;
using ContentGen.Emit.Layout;
using ContentGen.Emit.Model;

namespace ContentGen.Emit.Pages;

/// <summary>What a rule says with values, in words.</summary>
internal static class Wording
{
    public static string Schedule(Rule rule) => rule.Kind == RuleKind.Nrt
        ? "Near real time: runs every minute over what was ingested in the minute before."
        : $"Runs every {Every(rule.QueryFrequency!.Value)} over the last {Every(rule.QueryPeriod!.Value)}.";

    public static string Trigger(Rule rule)
    {
        if (rule.Kind == RuleKind.Nrt)
        {
            return "Alerts when the query returns a result.";
        }

        var comparison = rule.TriggerOperator!.Value switch
        {
            TriggerOperator.GreaterThan => "more than",
            TriggerOperator.LessThan => "fewer than",
            TriggerOperator.Equal => "exactly",
            _ => "any number but",
        };
        return Text($"Alerts when the query returns {comparison} {Count(rule.TriggerThreshold!.Value, "result")}.");
    }

    public static string Grouping(Rule rule) => rule.EventGrouping?.Value == AggregationKind.AlertPerResult
        ? "Every result is an alert of its own."
        : "All results of a run are one alert.";

    public static string? Suppression(Rule rule) => rule.SuppressionEnabled is { Value: true }
        ? $"Pauses for {Length(rule.SuppressionDuration?.Value ?? AlertRuleModel.DefaultSuppression)} after an alert."
        : null;

    /// <summary>Null where the rule leaves it to Sentinel.</summary>
    public static string? Incidents(Rule rule)
    {
        if (rule.Incident is not { } incidents)
        {
            return null;
        }

        if (!incidents.CreateIncident.Value)
        {
            return "Its alerts make no incidents.";
        }

        if (incidents.Grouping is not { Enabled: true } grouping)
        {
            return "Every alert is an incident of its own.";
        }

        var same = grouping.MatchingMethod.Value switch
        {
            MatchingMethod.AllEntities => " that have all entities in common",
            MatchingMethod.AnyAlert => "",
            _ => $" that have the same {string.Join(", ", grouping.GroupByEntities.Concat(grouping.GroupByAlertDetails).Concat(grouping.GroupByCustomDetails).Select(g => g.Value))}",
        };
        return $"Alerts within {Length(grouping.LookbackDuration.Value)}{same} are one incident{(grouping.ReopenClosedIncident ? ", which is opened again when it was closed" : "")}.";
    }

    /// <summary>"5 minutes", "1 day 2 hours".</summary>
    public static string Length(TimeSpan duration)
    {
        string[] parts = [.. Parts(duration).Where(p => p.Count != 0).Select(p => Count(p.Count, p.Unit))];
        return parts.Length == 0 ? "0 seconds" : string.Join(' ', parts);
    }

    /// <summary>"1 test", "2 tests".</summary>
    public static string Count(int count, string noun) => Text($"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>"Command and Control" for CommandAndControl; the API has a few tactics that enterprise ATT&amp;CK has not.</summary>
    public static string Tactic(string apiName)
    {
        var shortName = ArtifactName.Kebab(apiName);
        return AttackData.Current.TacticName(shortName) ?? string.Join(' ', shortName.Split('-').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
    }

    /// <summary>A YAML value in one line.</summary>
    public static string Value(YamlNode node) => node switch
    {
        YamlScalar scalar => scalar.Value,
        YamlSequence list => string.Join(", ", list.Items.Select(Value)),
        YamlMapping mapping => string.Join(", ", mapping.Entries.Select(e => $"{e.Key.Value}: {Value(e.Value)}")),
        _ => "",
    };

    private static string Every(TimeSpan duration)
    {
        ImmutableArray<(int Count, string Unit)> parts = [.. Parts(duration).Where(p => p.Count != 0)];
        return parts is [(1, var unit)] ? unit : Length(duration);
    }

    private static IEnumerable<(int Count, string Unit)> Parts(TimeSpan duration) =>
        [(duration.Days, "day"), (duration.Hours, "hour"), (duration.Minutes, "minute"), (duration.Seconds, "second")];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
