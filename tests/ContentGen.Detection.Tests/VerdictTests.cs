namespace ContentGen.Detection.Tests;

/// <summary>pass, fail or inconclusive, and why.</summary>
public class VerdictTests
{
    private const string Failed = "SecurityEvent | where EventID == 4625 and Account has 'admin'";

    [TestCase("alert", 4625, ExpectedResult = Verdict.Pass)]
    [TestCase("alert", 4624, ExpectedResult = Verdict.Fail)]
    [TestCase("silence", 4624, ExpectedResult = Verdict.Pass)]
    [TestCase("silence", 4625, ExpectedResult = Verdict.Fail)]
    public Verdict Verdict_follows_from_what_the_rule_does(string expects, int id) => TestRules.RunOne(TestRules.Rule(
        Failed, $"- {{name: t, expects: {expects}, telemetry: {{SecurityEvent: [{{TimeGenerated: -5m, EventID: {id}, Account: admin}}]}}}}")).Verdict;

    [Test]
    public void Query_that_cannot_run_offline_is_inconclusive_and_named_at_its_place()
    {
        var outcome = TestRules.RunOne(TestRules.Rule(
            "SecurityEvent\n| evaluate autocluster()", "- {name: t, expects: alert, telemetry: {SecurityEvent: [{EventID: 1}]}}"));
        Assert.Multiple(() =>
        {
            Assert.That((outcome.Verdict, outcome.Breaks), Is.EqualTo((Verdict.Inconclusive, true)));
            Assert.That(outcome.Reason, Does.Contain("autocluster"));
            Assert.That(outcome.Subject.Rule.Source.PositionOf(outcome.Findings[0].Span.Start).Line, Is.EqualTo(12));
        });
    }

    [Test]
    public void Inconclusive_test_is_accepted_with_a_reason_and_stays_inconclusive()
    {
        var outcome = TestRules.RunOne(TestRules.Rule(
            "SecurityEvent | evaluate autocluster()", "- {name: t, expects: alert, inconclusive: The clusters are checked by hand., telemetry: {SecurityEvent: [{EventID: 1}]}}"));
        Assert.That((outcome.Verdict, outcome.Breaks), Is.EqualTo((Verdict.Inconclusive, false)));
    }

    [TestCase("_GetWatchlist('Jumphosts') | project x = tostring(SearchKey)", "Jumphosts")]
    [TestCase("externaldata(Ip: string)['https://example.com/list.csv'] | where isnotempty(Ip)", "https://example.com/list.csv")]
    public void Rows_that_nobody_gave_make_a_test_inconclusive(string query, string named)
    {
        var outcome = TestRules.RunOne(TestRules.Rule(query, "- {name: t, expects: silence}"));
        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(outcome.Reason, Does.Contain(named));
    }

    [Test]
    public void Rows_of_an_address_stand_for_externaldata() => Assert.That(TestRules.RunOne(TestRules.Rule(
        "externaldata(Ip: string)['https://example.com/list.csv'] | where isnotempty(Ip)",
        "- {name: t, expects: alert, telemetry: {'https://example.com/list.csv': [{Ip: 192.0.2.7}]}, result: {where: {Ip: 192.0.2.7}}}")).Verdict, Is.EqualTo(Verdict.Pass));

    [Test]
    public void Query_with_an_error_fails_its_tests()
    {
        var outcome = TestRules.RunOne(TestRules.Rule("SecurityEvent | where EventIDs == 1", "- {name: t, expects: alert, telemetry: {SecurityEvent: [{EventID: 1}]}}"));
        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(outcome.Reason, Does.Contain("KS142").And.Contain("EventIDs"));
    }

    [Test]
    public void Result_that_depends_on_chance_is_inconclusive() => Assert.That(TestRules.RunOne(TestRules.Rule(
        "SecurityEvent | where rand() > 0.0 | extend x = rand()", "- {name: t, expects: alert, telemetry: {SecurityEvent: [{EventID: 1}]}}")).Verdict, Is.EqualTo(Verdict.Inconclusive));

    [Test]
    public void Query_that_does_not_end_is_inconclusive()
    {
        var outcome = TestRules.RunOne(TestRules.Rule(
            "range x from 1 to 100000 step 1 | extend k = 1 | join kind=inner (range y from 1 to 100000 step 1 | extend k = 1) on k | summarize n = count()", "- {name: t, expects: alert}"));
        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Inconclusive));
    }
}
