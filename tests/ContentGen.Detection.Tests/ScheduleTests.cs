namespace ContentGen.Detection.Tests;

/// <summary>When a rule runs, what each run sees, and which runs count.</summary>
public class ScheduleTests
{
    private const string Two = "SecurityEvent | summarize n = count() | where n >= 2 | project n";

    [Test]
    public void Rows_of_different_windows_are_never_seen_together() => Assert.That(Reason(Two, "silence", "{TimeGenerated: -3h}, {TimeGenerated: -10m}"), Is.Empty);

    [Test]
    public void Rows_of_one_window_are_seen_together() => Assert.That(Reason(Two, "alert", "{TimeGenerated: -50m}, {TimeGenerated: -10m}"), Is.Empty);

    [Test]
    public void Row_that_only_an_earlier_run_sees_raises_its_alert_there() => Assert.That(Reason("SecurityEvent", "alert", "{TimeGenerated: -5h}"), Is.Empty);

    [Test]
    public void Row_that_only_an_earlier_run_sees_breaks_silence() => Assert.That(Reason("SecurityEvent", "silence", "{TimeGenerated: -5h}"), Does.Contain("in the run of 2026-01-15 07:00:00Z"));

    [Test]
    public void Earlier_rows_in_the_last_runs_window_are_its_past() => Assert.That(
        Reason("SecurityEvent | summarize First = min(TimeGenerated) by Account | where First > ago(1h)", "silence", "{TimeGenerated: -3d, Account: a}, {TimeGenerated: -10m, Account: a}", "queryFrequency: 1h\nqueryPeriod: 7d"), Is.Empty);

    [Test]
    public void Every_run_whose_window_holds_the_row_alerts() => Assert.That(
        Reason("SecurityEvent", "alert", "{TimeGenerated: -150m}", "queryFrequency: 1h\nqueryPeriod: 2h", "alerts: 2"), Is.Empty);

    [Test]
    public void Row_that_arrives_late_is_seen_once_it_is_there() => Assert.That(
        Reason("SecurityEvent", "alert", "{TimeGenerated: -110m, ingestion_time: -30m}", "queryFrequency: 1h\nqueryPeriod: 2h", "alerts: 1"), Is.Empty);

    [Test]
    public void Row_that_arrives_after_its_window_is_missed() => Assert.That(
        Reason("SecurityEvent", "alert", "{TimeGenerated: -110m, ingestion_time: -30m}"), Does.StartWith("expected an alert, got silence"));

    [Test]
    public void Suppression_leaves_runs_out() => Assert.That(Reason(
        "SecurityEvent", "alert", "{TimeGenerated: -5h}", "queryFrequency: 1h\nqueryPeriod: 5h\nsuppressionEnabled: true\nsuppressionDuration: 2h", "alerts: 3, suppressed: 3"), Is.Empty);

    [Test]
    public void Near_real_time_rule_looks_at_what_arrived_in_each_minute()
    {
        const string Rows = "{TimeGenerated: -10m, ingestion_time: -300s}, {TimeGenerated: -8m, ingestion_time: -310s}";
        var outcomes = new[] { "alert", "silence" }.Select(e => TestRules.RunOne(TestRules.Rule(
            Two, $"- {{name: t, expects: {e}, telemetry: {{SecurityEvent: [{Rows.Replace("-310s", e == "alert" ? "-310s" : "-400s", StringComparison.Ordinal)}]}}}}", "kind: NRT", "")));
        Assert.That(outcomes.Select(o => o.Reason), Is.All.Empty);
    }

    [TestCase("lt", 2, "alert")]
    [TestCase("lt", 1, "silence")]
    [TestCase("eq", 1, "alert")]
    [TestCase("ne", 1, "silence")]
    [TestCase("gt", 1, "silence")]
    [TestCase("gt", 0, "alert")]
    public void Trigger_compares_the_number_of_results(string comparison, int threshold, string expects)
    {
        var yaml = TestRules.Rule("SecurityEvent", $"- {{name: t, expects: {expects}, telemetry: {{SecurityEvent: [{{EventID: 1}}]}}}}")
            .Replace("triggerOperator: gt\ntriggerThreshold: 0", $"triggerOperator: {comparison}\ntriggerThreshold: {threshold}", StringComparison.Ordinal);
        Assert.That(TestRules.RunOne(yaml).Reason, Is.Empty);
    }

    [Test]
    public void Absence_of_rows_alerts_where_the_rule_counts_them() => Assert.That(Reason(
        "Heartbeat | summarize n = count() | where n == 0", "alert", "", telemetry: "{Heartbeat: []}"), Is.Empty);

    [Test]
    public void Two_weeks_of_runs_every_five_minutes_end_in_time()
    {
        var outcome = TestRules.RunOne(TestRules.Rule(
            Two, "- {name: t, expects: alert, telemetry: {SecurityEvent: [{TimeGenerated: -14d}, {TimeGenerated: -7d}, {TimeGenerated: -5m}]}}", schedule: "queryFrequency: 5m\nqueryPeriod: 1h"));
        Assert.That(outcome.Simulation!.Runs, Has.Length.LessThan(20));
        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Fail));
    }

    private static string Reason(string query, string expects, string rows, string schedule = "queryFrequency: 1h\nqueryPeriod: 1h", string? result = null, string? telemetry = null) => TestRules.RunOne(TestRules.Rule(
        query, $"- {{name: t, expects: {expects}, telemetry: {telemetry ?? $"{{SecurityEvent: [{rows}]}}"}{(result is null ? "" : $", result: {{{result}}}")}}}", schedule: schedule)).Reason;
}
