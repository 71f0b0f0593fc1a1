using ContentGen.Core.Content;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;
using ContentGen.Detection.Alerts;
using ContentGen.Detection.Simulation;
using ContentGen.Kusto.Engine;

namespace ContentGen.Detection.Expectations;

/// <summary>What a test expects beyond alert or silence, against what the runs gave.</summary>
internal static class ResultExpectation
{
    /// <summary>True when the answer takes all runs: something is counted over them.</summary>
    public static bool NeedsAllRuns(ExpectedResult? expected) => expected is { Alerts: not null } or { Suppressed: not null } or { Incidents: not null } or { EachAlert.Length: > 1 };

    public static IEnumerable<TestFinding> Check(Rule rule, ExpectedResult expected, RuleSimulation simulation, DateTimeOffset now)
    {
        var telling = simulation.Telling;
        return Counts(rule, expected, simulation, telling)
            .Concat(telling.Result is { } result ? expected.Where.SelectMany(w => Where(w, result, now)) : [])
            .Concat(Alerts(expected, simulation));
    }

    private static IEnumerable<TestFinding> Counts(Rule rule, ExpectedResult expected, RuleSimulation simulation, RuleRun telling)
    {
        var alerts = simulation.Alerts;
        foreach (var (count, seen, what) in new (ExpectedCount?, int, string)[]
        {
            (expected.Rows, telling.Result?.Count ?? 0, "rows of the query"),
            (expected.Alerts, alerts.Length, "alerts"),
            (expected.Suppressed, simulation.Runs.Count(r => r.IsSuppressed), "suppressed runs"),
            (expected.Incidents, expected.Incidents is null ? 0 : IncidentGrouping.Of(rule, alerts).Length, "incidents"),
        })
        {
            if (count is not null && !count.Holds(seen))
            {
                yield return new TestFinding($"{what}: expected {count}, got {seen}", count.Span);
            }
        }
    }

    // One row has all of the cells; else the row that has most of them tells what differs.
    private static List<TestFinding> Where(YamlMapping expected, RunResult result, DateTimeOffset now)
    {
        if (result.Count == 0)
        {
            return [new TestFinding("no row has the expected values: the query returns none", expected.Span)];
        }

        return Enumerable.Range(0, result.Count).Select(r => Differences(expected, result, r, now).ToList()).MinBy(d => d.Count)!;
    }

    private static IEnumerable<TestFinding> Differences(YamlMapping expected, RunResult result, int row, DateTimeOffset now)
    {
        foreach (var entry in expected.Entries)
        {
            var column = -1;
            for (var c = 0; c < result.Columns.Length && column < 0; c++)
            {
                column = result.Columns[c].Name == entry.Key.Value ? c : -1;
            }

            if (column < 0)
            {
                yield return new TestFinding($"the result has no column '{entry.Key.Value}'{NearestName.Hint(entry.Key.Value, result.Columns.Select(c => c.Name))}", entry.Key.Span);
            }
            else if (!ExpectedValue.Matches(entry.Value, result, row, column, now))
            {
                var wanted = entry.Value is YamlScalar scalar ? $"'{scalar.Value}'" : $"{entry.Value.Kind} as expected";
                yield return new TestFinding($"{entry.Key.Value} is '{result.Text(row, column)}', not {wanted}", entry.Value.Span);
            }
        }
    }

    // Each expectation takes an alert of its own.
    private static IEnumerable<TestFinding> Alerts(ExpectedResult expected, RuleSimulation simulation)
    {
        var left = simulation.Alerts.ToList();
        foreach (var one in expected.EachAlert)
        {
            if (left.Count == 0)
            {
                yield return new TestFinding(simulation.Alerts.Length == 0 ? "there is no alert" : "there is no further alert", one.Span);
                continue;
            }

            var nearest = left.Select(a => (Alert: a, Differences: AlertExpectation.Differences(one, a))).MinBy(a => a.Differences.Count);
            foreach (var difference in nearest.Differences)
            {
                yield return difference;
            }

            _ = left.Remove(nearest.Alert);
        }
    }
}
