using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Detection.Tests;

/// <summary>A failed test says which condition lost which row, and how near it was.</summary>
public class ExplanationTests
{
    [TestCase("Account == 'Admin'", "Account: admin", "row 1 of SecurityEvent was lost at 'Account == 'Admin'': Account is 'admin', which differs from 'Admin' only in case")]
    [TestCase("Account in~ ('alice', 'bob')", "Account: alica", "row 1 of SecurityEvent was lost at 'Account in~ ('alice', 'bob')': Account is 'alica'; the nearest is 'alice'")]
    [TestCase("ServiceName has 'remote'", "ServiceName: RemoteAccess", "row 1 of SecurityEvent was lost at 'ServiceName has 'remote'': ServiceName is 'RemoteAccess', which holds 'remote' but not as a whole term")]
    [TestCase("Process =~ 'cmd.exe'", "Process: 'C:\\cmd.exe'", "row 1 of SecurityEvent was lost at 'Process =~ 'cmd.exe'': Process is 'C:\\cmd.exe', which holds 'cmd.exe' and more")]
    [TestCase("Account !in~ ('svc')", "Account: SVC", "row 1 of SecurityEvent was lost at 'Account !in~ ('svc')': Account is 'SVC', which holds the excluded 'svc'")]
    [TestCase("LogonType > 5", "LogonType: 3", "row 1 of SecurityEvent was lost at 'LogonType > 5': LogonType is 3")]
    [TestCase("LogonType == 5", "EventID: 1", "row 1 of SecurityEvent was lost at 'LogonType == 5': LogonType is empty: the row does not name it")]
    [TestCase("EventID == 1 and Account has 'x'", "EventID: 1, Account: y", "row 1 of SecurityEvent was lost at 'Account has 'x'': Account is 'y'")]
    public void Lost_row_is_told_with_the_value_that_was_compared(string condition, string row, string explained) =>
        Assert.That(Explained($"SecurityEvent | where {condition}", $"SecurityEvent: [{{{row}}}]").Single(), Is.EqualTo(explained));

    [Test]
    public void Row_is_told_of_on_the_branch_where_it_got_furthest() => Assert.That(
        Explained("union (SecurityEvent | where EventID == 1 | where Account == 'a'), (SecurityEvent | where EventID == 2)", "SecurityEvent: [{EventID: 1, Account: b}]"),
        Is.EqualTo(new[] { "row 1 of SecurityEvent was lost at 'Account == 'a'': Account is 'b'" }));

    [Test]
    public void Rows_of_the_query_come_first_and_joins_name_their_keys() => Assert.That(
        Explained("SecurityEvent | summarize n = count() by Account | where n > 1\n| join kind=inner (Heartbeat | project Account = Computer) on Account", "SecurityEvent: [{Account: a}, {Account: b}, {Account: b}]\nHeartbeat: [{Computer: c}]"),
        Is.EqualTo(new[] { "a row of the query was lost at 'on Account': no partner: Account is 'b'", "a row of the query was lost at 'n > 1': n is 1", "row 1 of Heartbeat was lost at 'on Account': no partner: Account is 'c'" }));

    [Test]
    public void Row_outside_of_every_window_is_named() => Assert.That(
        Explained("SecurityEvent", "SecurityEvent: [{TimeGenerated: -110m, ingestion_time: -30m}]"),
        Is.EqualTo(new[] { "row 1 of SecurityEvent is in no run's window: it happened at 2026-01-15 10:10:00Z and arrived at 2026-01-15 11:30:00Z" }));

    [Test]
    public void Operator_that_lets_nothing_out_is_named() => Assert.That(
        Explained("SecurityEvent | mv-expand x = dynamic([])", "SecurityEvent: [{EventID: 1}]"), Is.EqualTo(new[] { "1 row went into 'mv-expand x = dynamic([])', none came out" }));

    [Test]
    public void Broken_silence_names_the_rows_that_met_every_condition() => Assert.That(
        Outcome("SecurityEvent | where EventID == 1", "SecurityEvent: [{EventID: 2}, {EventID: 1}]", "silence").Explanation.Select(f => f.Message),
        Is.EqualTo(new[] { "row 2 of SecurityEvent met every condition" }));

    [Test]
    public void Place_of_a_condition_is_in_the_rules_file()
    {
        var outcome = Outcome("SecurityEvent\n| where EventID == 2", "SecurityEvent: [{EventID: 1}]", "alert");
        var (text, place) = (outcome.Subject.Rule.Source, outcome.Explanation.Single().Span);
        Assert.That(text.Text.Substring(place.Start, place.Length), Is.EqualTo("EventID == 2"));
    }

    [Test]
    public void Row_lost_in_the_text_of_a_function_is_told_at_its_call()
    {
        // In its text the condition of the function has the place that another one has in the query's.
        const string Body = "{ SecurityEvent | where EventID == 4672 }";
        const string Query = "Heartbeat       | where OSType == 'abc' | union Admins";
        Assert.That(Query.IndexOf("OSType", StringComparison.Ordinal), Is.EqualTo(Body.IndexOf("EventID", StringComparison.Ordinal)));
        var schemas = ContentSchemas.Read([new SourceText("own.kql", $".create-or-alter function Admins() {Body}")], new List<Diagnostic>());
        var outcome = TestRules.Run(TestRules.Rule(Query, "- {name: t, expects: alert, telemetry: {SecurityEvent: [{EventID: 1}]}}"), schemas).Single();
        var finding = outcome.Explanation.Single();
        Assert.That(finding.Message, Is.EqualTo("row 1 of SecurityEvent was lost in the text of Admins: EventID is 1"));
        Assert.That(outcome.Subject.Rule.Source.Text.Substring(finding.Span.Start, finding.Span.Length), Is.EqualTo("Admins"));
    }

    [Test]
    public void Exclusion_of_a_false_positive_is_explained_where_it_is_written()
    {
        var outcome = TestRules.RunOne(TestRules.Rule(
            "SecurityEvent\n| where EventID == 4625", "- {name: t, expects: alert, telemetry: {SecurityEvent: [{EventID: 4625, Computer: lab}]}}",
            "falsePositives: [{id: lab, description: Exercises., tuning: {exclude: \"Computer == 'lab'\", at: SecurityEvent}}]"));
        var (text, finding) = (outcome.Subject.Rule.Source.Text, outcome.Explanation.Single());
        Assert.Multiple(() =>
        {
            Assert.That(text.Substring(finding.Span.Start, finding.Span.Length), Is.EqualTo("Computer == 'lab'"));
            Assert.That(finding.Message, Is.EqualTo("row 1 of SecurityEvent was lost at 'not( Computer == 'lab' )': Computer is 'lab', which holds the excluded 'lab'"));
        });
    }

    private static IEnumerable<string> Explained(string query, string telemetry) => Outcome(query, telemetry, "alert").Explanation.Select(f => f.Message);

    private static TestOutcome Outcome(string query, string telemetry, string expects)
    {
        var outcome = TestRules.RunOne(TestRules.Rule(query, $"- name: t\n  expects: {expects}\n  telemetry:\n{TestRules.Indented(TestRules.Indented(telemetry))}"));
        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Fail));
        return outcome;
    }
}
