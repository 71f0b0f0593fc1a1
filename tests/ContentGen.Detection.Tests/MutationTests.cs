using ContentGen.Detection.Mutation;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Detection.Tests;

/// <summary>Which changes of a query there are, which of them tests notice, and what is suggested for the others.</summary>
public class MutationTests
{
    private const string Logons = "SecurityEvent\n| where EventID == 4625 and Account in~ ('alice', 'bob')\n| summarize n = count() by Account\n| where n > 1";

    private const string Attack = "- {name: attack, expects: alert, telemetry: {SecurityEvent: [{EventID: 4625, Account: alice}, {EventID: 4625, Account: alice}]}}";

    [Test]
    public void Every_condition_list_and_bound_has_its_mutants() => Assert.That(Mutants(Logons), Is.EqualTo(new[]
    {
        "EventID == 4625 -> true", "EventID == 4625 -> not(EventID == 4625)",
        "Account in~ ('alice', 'bob') -> true", "Account in~ ('alice', 'bob') -> not(Account in~ ('alice', 'bob'))", "Account in~ ('alice', 'bob') -> isnotempty(Account)",
        "n > 1 -> true", "n > 1 -> not(n > 1)", "1 -> 0", "1 -> 2",
    }));

    [Test]
    public void Alternatives_and_branches_have_theirs() => Assert.That(Mutants("union (SecurityEvent | where EventID == 1 or (Account has 'a' or Account has 'b')), Heartbeat").Where(m => m.EndsWith("false", StringComparison.Ordinal) || m.EndsWith("false)", StringComparison.Ordinal)), Is.EqualTo(new[]
    {
        "(SecurityEvent | where EventID == 1 or (Account has 'a' or Account has 'b')) -> ((SecurityEvent | where EventID == 1 or (Account has 'a' or Account has 'b')) | where false)",
        "EventID == 1 -> false", "Account has 'a' -> false", "Account has 'b' -> false", "Heartbeat -> (Heartbeat | where false)",
    }));

    [Test]
    public void Bound_in_a_let_is_changed_there() => Assert.That(
        Mutants("let Window = 2h;\nSecurityEvent | where TimeGenerated > ago(Window)").Take(2), Is.EqualTo(new[] { "2h -> time(01:00:00)", "2h -> time(04:00:00)" }));

    [Test]
    public void Attack_alone_lets_loose_conditions_pass()
    {
        var score = Score(Logons, Attack);
        Assert.That(score.Survivors.Select(s => s.Mutant.Text), Is.EqualTo(new[] { "true", "true", "isnotempty(Account)", "true", "0" }));
        Assert.That((score.Killed, score.Total), Is.EqualTo((4, 9)));
    }

    [Test]
    public void Near_misses_notice_them() => Assert.That(Score(
        Logons,
        Attack + """

        - {name: other event, expects: silence, telemetry: {SecurityEvent: [{EventID: 4624, Account: alice}, {EventID: 4624, Account: alice}]}}
        - {name: other account, expects: silence, telemetry: {SecurityEvent: [{EventID: 4625, Account: carol}, {EventID: 4625, Account: carol}]}}
        - {name: once, expects: silence, telemetry: {SecurityEvent: [{EventID: 4625, Account: alice}]}}
        """).Percent, Is.EqualTo(100));

    [Test]
    public void Suggestion_is_the_row_that_would_notice() => Assert.That(
        Score(Logons, Attack).Survivors.Select(s => s.Suggestion).Take(2), Is.EqualTo(new[]
        {
            "expects: silence, telemetry: {SecurityEvent: [{Account: alice, EventID: 4626}]}",
            "expects: silence, telemetry: {SecurityEvent: [{EventID: 4625, Account: other}]}",
        }));

    [Test]
    public void Survivor_stands_at_its_place_in_the_file()
    {
        var score = Score(Logons, Attack);
        Assert.That(score.Subject.Rule.Source.Text.Substring(score.Survivors[0].Span.Start, score.Survivors[0].Span.Length), Is.EqualTo("EventID == 4625"));
    }

    [Test]
    public void Prefilter_is_taken_at_its_word_until_a_test_contradicts()
    {
        const string Query = "SecurityEvent\n// contentgen:prefilter The sum says the same.\n| where EventID == 4625\n| where EventID > 4624 and EventID < 4626";
        Assert.That(Score(Query, "- {name: t, expects: alert, telemetry: {SecurityEvent: [{EventID: 4625}]}}").Survivors.Select(s => s.Mutant.Text), Has.None.EqualTo("EventID == 4625"));
        var contradicted = Score(
            "SecurityEvent\n| where EventID == 4625 // contentgen:prefilter It is not.",
            "- {name: a, expects: alert, telemetry: {SecurityEvent: [{EventID: 4625}]}}\n- {name: b, expects: silence, telemetry: {SecurityEvent: [{EventID: 1}]}}");
        Assert.That(contradicted.Survivors.Single().Suggestion, Does.StartWith("the comment calls it a prefilter, but a test notices its loss"));
    }

    private const string Lab = "falsePositives: [{id: lab, description: Exercises., tuning: {exclude: \"Computer == 'lab'\", at: SecurityEvent}}]";

    private const string OutsideTheLab = "- {name: attack, expects: alert, telemetry: {SecurityEvent: [{EventID: 4625, Computer: ws}]}}\n- {name: other, expects: silence, telemetry: {SecurityEvent: [{EventID: 1, Computer: ws}]}}";

    [Test]
    public void Exclusion_of_a_false_positive_is_held_by_its_silent_test()
    {
        const string Query = "SecurityEvent\n| where EventID == 4625";
        var without = Score(Query, OutsideTheLab, Lab);
        Assert.That(without.Survivors.Select(s => (s.Mutant.Kind, without.Subject.Rule.Source.Text.Substring(s.Span.Start, s.Span.Length))), Is.EqualTo(new[] { (MutationKind.Dropped, "Computer == 'lab'") }));
        Assert.That(without.Survivors[0].Suggestion, Is.EqualTo("expects: silence, telemetry: {SecurityEvent: [{EventID: 4625, Computer: lab}]}"));
        Assert.That(Score(Query, OutsideTheLab + "\n- {name: lab, falsePositive: lab, expects: silence, telemetry: {SecurityEvent: [{EventID: 4625, Computer: lab}]}}", Lab).Percent, Is.EqualTo(100));
    }

    [Test]
    public void Rule_that_alerts_on_absence_is_suggested_an_alert_by_what_a_condition_loses() => Assert.That(
        Score("Heartbeat | where Computer == 'dc-01'", "- {name: up, expects: silence, telemetry: {Heartbeat: [{Computer: dc-01}]}}", "", "lt\ntriggerThreshold: 1").Survivors.Single().Suggestion,
        Is.EqualTo("expects: alert, telemetry: {Heartbeat: [{TimeGenerated: -10m, Computer: other}]}"));

    private static IEnumerable<string> Mutants(string query)
    {
        var subject = TestRules.Subject(TestRules.Rule(query, "- {name: t, expects: alert}"), ContentSchemas.Empty);
        return MutantFinder.Find(subject.Rule.Query!.Text, subject.Query!.Tree!).Select(m => $"{subject.Rule.Query.Text.Substring(m.Span.Start, m.Span.Length)} -> {m.Text}");
    }

    private static MutationScore Score(string query, string tests, string keys = "", string trigger = "gt\ntriggerThreshold: 0")
    {
        var yaml = TestRules.Rule(query, tests, keys).Replace("triggerOperator: gt\ntriggerThreshold: 0", $"triggerOperator: {trigger}", StringComparison.Ordinal);
        var subject = TestRules.Subject(yaml, ContentSchemas.Empty);
        var settings = TestRules.Settings();
        var outcomes = new RuleTester(subject, settings).RunAllAsync(CancellationToken.None).GetAwaiter().GetResult();
        Assert.That(outcomes.Select(o => o.Reason), Is.All.Empty);
        return new Mutator(settings).RunAsync(subject, outcomes, CancellationToken.None).GetAwaiter().GetResult()!;
    }
}
