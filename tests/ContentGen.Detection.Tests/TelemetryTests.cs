namespace ContentGen.Detection.Tests;

/// <summary>Rows against the schema: what is wrong is one error at its place, what is left out is empty.</summary>
public class TelemetryTests
{
    [TestCase("{SecurityEvent: [{TimeGenerated: -5m, EventIDs: 1}]}", "CG4107: SecurityEvent has no column 'EventIDs'; did you mean 'EventID'?", "EventIDs: 1")]
    [TestCase("{SecurityEvent: [{TimeGenerated: -5m, EventID: abc}]}", "CG4108: 'abc' is no int, which SecurityEvent.EventID holds", "abc")]
    [TestCase("{SecurityEvent: [{TimeGenerated: -5m, EventID: [1, 2]}]}", "CG4108: 'a list' is no int, which SecurityEvent.EventID holds", "[1, 2]")]
    [TestCase("{SecurityEvent: [{TimeGenerated: 5m, EventID: 1}]}", "CG4112: TimeGenerated is 2026-01-15 12:05:00Z, after the test's now (2026-01-15 12:00:00Z): no run can have seen the row yet", "5m,")]
    [TestCase("{SecurityEvent: [{TimeGenerated: yesterday, EventID: 1}]}", "CG4108: 'yesterday' is no datetime, which SecurityEvent.TimeGenerated holds", "yesterday")]
    [TestCase("{SecurtyEvent: [{EventID: 1}]}", "CG4106: there is no table 'SecurtyEvent'; did you mean 'SecurityEvent'?", "SecurtyEvent")]
    public void Bad_cell_is_one_error_at_its_place(string telemetry, string message, string at)
    {
        var outcome = TestRules.RunOne(TestRules.Rule("SecurityEvent | where EventID == 1", $"- {{name: t, expects: silence, telemetry: {telemetry}}}"));
        var finding = outcome.Findings.Single();
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Fail));
            Assert.That(finding.Message, Is.EqualTo(message));
            Assert.That(outcome.Subject.Rule.Source.Text[finding.Span.Start..], Does.StartWith(at));
        });
    }

    [TestCase("isempty(Account) and isnull(LogonType)", "EventID: 1")]
    [TestCase("TimeGenerated == datetime(2026-01-15T11:50:00Z)", "TimeGenerated: -10m")]
    [TestCase("ingestion_time() == TimeGenerated", "TimeGenerated: -10m")]
    [TestCase("ingestion_time() == datetime(2026-01-15T11:55:00Z)", "TimeGenerated: -10m, ingestion_time: -5m")]
    [TestCase("isnotnull(TimeGenerated) and TimeGenerated < now()", "EventID: 1")]
    [TestCase("Type == 'SecurityEvent'", "EventID: 1")]
    [TestCase("LogonType == 10", "LogonType: 0xA")]
    [TestCase("Account == '007'", "Account: 007")]
    [TestCase("EventData == '{\"a\":1}'", "EventData: {a: 1}")]
    public void Cell_is_read_as_its_column(string condition, string row) => Assert.That(TestRules.RunOne(TestRules.Rule(
        $"SecurityEvent | where {condition}", $"- {{name: t, expects: alert, telemetry: {{SecurityEvent: [{{{row}}}]}}}}")).Reason, Is.Empty);

    [TestCase("TargetResources[0].displayName == 'x'", "TargetResources: [{displayName: x}]")]
    [TestCase("TargetResources[0].n == 5", "TargetResources: '[{\"n\": 5}]'")]
    [TestCase("isempty(TargetResources)", "TargetResources: ~")]
    public void Dynamic_cell_takes_lists_mappings_and_json(string condition, string row) => Assert.That(TestRules.RunOne(TestRules.Rule(
        $"AuditLogs | where {condition}", $"- {{name: t, expects: alert, telemetry: {{AuditLogs: [{{{row}}}]}}}}")).Reason, Is.Empty);

    [Test]
    public void Timestamp_of_a_device_table_is_its_TimeGenerated() => Assert.That(TestRules.RunOne(TestRules.Rule(
        "DeviceProcessEvents | where Timestamp > ago(1h) and Timestamp == TimeGenerated", "- {name: t, expects: alert, telemetry: {DeviceProcessEvents: [{TimeGenerated: -5m}]}}")).Reason, Is.Empty);

    [Test]
    public void Rows_of_advanced_hunting_may_say_TimeGenerated_or_Timestamp()
    {
        var outcomes = TestRules.Run(TestRules.Rule(
            "DeviceProcessEvents | where Timestamp > ago(1h)", "- {name: a, expects: alert, telemetry: {DeviceProcessEvents: [{TimeGenerated: -5m}]}}\n- {name: b, expects: alert, telemetry: {DeviceProcessEvents: [{Timestamp: -5m}]}}", "environment: defender-xdr"));
        Assert.That(outcomes.Select(o => o.Reason), Is.All.Empty);
    }

    [TestCase("Since: -3d", "")]
    [TestCase("Since: -3d, Ips: x", "CG4107: https://example.com/bad.csv has no column 'Ips'; did you mean 'Ip'?")]
    [TestCase("Since: soon", "CG4108: 'soon' is no datetime, which https://example.com/bad.csv.Since holds")]
    public void External_rows_are_read_as_the_query_declares_them(string cells, string reason) => Assert.That(TestRules.RunOne(TestRules.Rule(
        "let Feed = externaldata(Ip: string, Since: datetime) ['https://example.com/bad.csv'] with (format='csv') | where Since < now();\nSecurityEvent | where IpAddress in ((Feed | project Ip))",
        $"- {{name: t, expects: alert, telemetry: {{SecurityEvent: [{{IpAddress: 192.0.2.7}}], 'https://example.com/bad.csv': [{{Ip: 192.0.2.7, {cells}}}]}}}}")).Reason, Is.EqualTo(reason));

    [Test]
    public void Absolute_times_set_the_tests_now_just_after_the_latest() => Assert.That(TestRules.RunOne(TestRules.Rule(
        "SecurityEvent | where TimeGenerated > ago(1h) | summarize n = count() | where n == 2",
        "- {name: t, expects: alert, telemetry: {SecurityEvent: [{TimeGenerated: 2025-03-01T10:00:00Z}, {TimeGenerated: '2025-03-01 10:30'}]}}")).Reason, Is.Empty);

    [Test]
    public void Now_of_a_test_is_what_relative_times_count_from() => Assert.That(TestRules.RunOne(TestRules.Rule(
        "SecurityEvent | where hourofday(TimeGenerated) == 2 and now() == datetime(2025-03-01T03:00:00Z)",
        "- {name: t, now: 2025-03-01T03:00:00Z, expects: alert, telemetry: {SecurityEvent: [{TimeGenerated: -30m}]}}")).Reason, Is.Empty);

    [Test]
    public void Telemetry_of_a_day_to_come_is_an_error()
    {
        var yaml = TestRules.Rule("SecurityEvent", "- {name: t, expects: alert, telemetry: {SecurityEvent: [{TimeGenerated: 2099-01-01}]}}");
        var outcome = TestRules.Run(yaml, today: new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero)).Single();
        Assert.That(outcome.Reason, Does.StartWith("CG4112: TimeGenerated is 2099-01-01"));
    }
}
