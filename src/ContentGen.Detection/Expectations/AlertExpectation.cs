using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;
using ContentGen.Detection.Alerts;

namespace ContentGen.Detection.Expectations;

/// <summary>How an alert differs from what a test expects of one.</summary>
internal static class AlertExpectation
{
    public static IReadOnlyList<TestFinding> Differences(ExpectedAlert expected, Alert alert)
    {
        var found = new List<TestFinding>();
        Text("name", expected.Name, alert.Name, found);
        Text("description", expected.Description, alert.Description, found);
        if (expected.Severity is { } severity && !severity.Value.Equals(alert.Severity, StringComparison.OrdinalIgnoreCase))
        {
            found.Add(new TestFinding($"the alert's severity is {alert.Severity}, not {severity.Value}", severity.Span));
        }

        if (!expected.Tactics.IsEmpty && !expected.Tactics.Select(t => Folded(t.Value)).ToHashSet().SetEquals(alert.Tactics.Select(Folded)))
        {
            found.Add(new TestFinding($"the alert's tactics are {string.Join(", ", alert.Tactics)}", expected.Tactics[0].Span));
        }

        found.AddRange(expected.Entities.Where(e => !alert.Entities.Any(a => Is(e, a))).Select(e => new TestFinding($"the alert has no entity {Words(e)}{Seen(e, alert)}", e.Span)));
        found.AddRange(expected.NoEntities.Where(e => alert.Entities.Any(a => Is(e, a))).Select(e => new TestFinding($"the alert has the entity {Words(e)}", e.Span)));
        Values("custom detail", expected.CustomDetails, alert.CustomDetails.ToDictionary(d => d.Key, d => d.Value), found);
        Values("property", expected.Properties, alert.Properties.ToDictionary(d => d.Key, d => ImmutableArray.Create(d.Value)), found);
        return found;
    }

    private static void Text(string what, YamlScalar? expected, string seen, List<TestFinding> found)
    {
        if (expected is not null && !ExpectedValue.MatchesText(expected.Value.Trim(), seen.Trim()))
        {
            found.Add(new TestFinding($"the alert's {what} is '{seen}', not '{expected.Value}'", expected.Span));
        }
    }

    // {type: Host, HostName: ws-01}: the identifiers named, among others.
    private static bool Is(YamlMapping expected, Entity entity) => expected.Entries.All(e => e.Value is YamlScalar value && (IsType(e)
        ? value.Value.Equals(entity.Type, StringComparison.OrdinalIgnoreCase)
        : entity.Identifiers.TryGetValue(e.Key.Value, out var seen) && ExpectedValue.MatchesText(value.Value, seen)));

    private static bool IsType(YamlEntry entry) => entry.Key.Value is "type" or "entityType";

    private static string Words(YamlMapping expected) =>
        string.Join(' ', expected.Entries.OrderByDescending(IsType).Select(e => IsType(e) ? Value(e.Value) : $"{e.Key.Value}={Value(e.Value)}"));

    private static string Value(YamlNode node) => node switch
    {
        YamlScalar scalar => scalar.Value,
        YamlSequence list => string.Join(", ", list.Items.Select(Value)),
        _ => node.Kind,
    };

    private static string Seen(YamlMapping expected, Alert alert)
    {
        var type = expected.Entries.FirstOrDefault(IsType)?.Value is YamlScalar scalar ? scalar.Value : null;
        var seen = alert.Entities.Where(e => type is null || e.Type.Equals(type, StringComparison.OrdinalIgnoreCase)).Take(3).ToList();
        return seen.Count == 0 ? "" : $"; it has {string.Join(", ", seen)}";
    }

    private static void Values(string what, YamlMapping? expected, Dictionary<string, ImmutableArray<string>> seen, List<TestFinding> found)
    {
        foreach (var entry in expected?.Entries ?? [])
        {
            var values = seen.GetValueOrDefault(entry.Key.Value, []);
            var matches = entry.Value switch
            {
                YamlScalar scalar => values.Any(v => ExpectedValue.MatchesText(scalar.Value, v)) || (values is [var only] && ExpectedValue.MatchesJson(scalar, only)),
                YamlSequence list => values is [var json] && ExpectedValue.MatchesJson(list, json)
                    || (list.Items.Length == values.Length && list.Items.All(i => i is YamlScalar s && values.Any(v => ExpectedValue.MatchesText(s.Value, v)))),
                _ => values is [var bag] && ExpectedValue.MatchesJson(entry.Value, bag),
            };
            if (!matches)
            {
                var near = values.IsEmpty ? $"the alert has no {what} '{entry.Key.Value}'{NearestName.Hint(entry.Key.Value, seen.Keys)}" : $"the {what} {entry.Key.Value} is {string.Join(", ", values.Select(v => $"'{v}'"))}, not '{Value(entry.Value)}'";
                found.Add(new TestFinding(near, entry.Value.Span));
            }
        }
    }

    private static string Folded(string tactic) => tactic.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
}
