namespace ContentGen.Detection.Tests;

/// <summary>What a test can expect beyond alert or silence: right expectations pass, wrong ones say what differs.</summary>
public class ExpectationTests
{
    private const string Query = "SecurityEvent | project TimeGenerated, EventID, Account, Ids = dynamic([2, 1]), Bag = dynamic({'a': {'b': 'x'}}), Real = 0.1 + 0.2, Yes = true, For = 90m, None = ''";

    private const string Keys = "customDetails: {Who: Account}\nentityMappings: [{entityType: Account, fieldMappings: [{identifier: Name, columnName: Account}]}]";

    [TestCase("rows: 1", "")]
    [TestCase("rows: '>= 1'", "")]
    [TestCase("rows: 2", "rows of the query: expected 2, got 1")]
    [TestCase("rows: '> 1'", "rows of the query: expected > 1, got 1")]
    [TestCase("alerts: 1", "")]
    [TestCase("alerts: 0", "alerts: expected 0, got 1")]
    [TestCase("incidents: 1", "")]
    [TestCase("suppressed: 1", "suppressed runs: expected 1, got 0")]
    [TestCase("where: {Account: alice, EventID: 4625}", "")]
    [TestCase("where: {EventID: '4625'}", "")]
    [TestCase("where: {Account: 'al*'}", "")]
    [TestCase("where: {Account: Alice}", "Account is 'alice', not 'Alice'")]
    [TestCase("where: {EventID: 4624, Account: alice}", "EventID is '4625', not '4624'")]
    [TestCase("where: {Ids: [1, 2]}", "")]
    [TestCase("where: {Ids: [1]}", "Ids is '[2,1]', not a list as expected")]
    [TestCase("where: {Ids: '[2, 1]'}", "")]
    [TestCase("where: {Bag: {a: {b: x}}}", "")]
    [TestCase("where: {Bag: {a: {b: y}}}", "Bag is '{\"a\":{\"b\":\"x\"}}', not a mapping as expected")]
    [TestCase("where: {Real: 0.3, Yes: true, For: 1h30m, None: ''}", "")]
    [TestCase("where: {For: '01:30:00', None: ~}", "")]
    [TestCase("where: {TimeGenerated: -5m}", "")]
    [TestCase("where: {TimeGenerated: -6m}", "TimeGenerated is '2026-01-15T11:55:00.0000000Z', not '-6m'")]
    [TestCase("where: {Acount: alice}", "the result has no column 'Acount'; did you mean 'Account'?")]
    [TestCase("where: [{Account: alice}, {EventID: 1}]", "EventID is '4625', not '1'")]
    [TestCase("severity: Low", "")]
    [TestCase("severity: High", "the alert's severity is Low, not High")]
    [TestCase("name: Rule, description: About*", "")]
    [TestCase("name: Other", "the alert's name is 'Rule', not 'Other'")]
    [TestCase("entities: [{type: Account, Name: alice}]", "")]
    [TestCase("entities: [{type: Account, Name: bob}]", "the alert has no entity Account Name=bob; it has Account Name=alice")]
    [TestCase("customDetails: {Who: [bob, carol]}", "the custom detail Who is 'alice', not 'bob, carol'")]
    [TestCase("noEntities: [{type: Account}]", "the alert has the entity Account")]
    [TestCase("noEntities: [{type: Host}]", "")]
    [TestCase("customDetails: {Who: alice}", "")]
    [TestCase("customDetails: {Who: bob}", "the custom detail Who is 'alice', not 'bob'")]
    [TestCase("customDetails: {Whom: alice}", "the alert has no custom detail 'Whom'; did you mean 'Who'?")]
    [TestCase("alerts: [{name: Rule, severity: Low}]", "")]
    [TestCase("alerts: [{name: Rule}, {name: Rule}]", "there is no further alert")]
    public void Expectation_holds_or_says_what_differs(string result, string reason) => Assert.That(TestRules.RunOne(TestRules.Rule(
        Query, $"- {{name: t, expects: alert, telemetry: {{SecurityEvent: [{{TimeGenerated: -5m, EventID: 4625, Account: alice}}]}}, result: {{{result}}}}}", Keys)).Reason, Is.EqualTo(reason));

    [Test]
    public void Where_is_compared_with_the_row_that_is_nearest() => Assert.That(TestRules.RunOne(TestRules.Rule(
        Query, "- {name: t, expects: alert, telemetry: {SecurityEvent: [{EventID: 1, Account: a}, {EventID: 2, Account: b}]}, result: {where: {EventID: 2, Account: c}}}")).Reason, Is.EqualTo("Account is 'b', not 'c'"));

    [Test]
    public void Silence_may_expect_rows_below_the_threshold() => Assert.That(TestRules.RunOne(TestRules.Rule(
        Query, "- {name: t, expects: silence, telemetry: {SecurityEvent: [{EventID: 1}]}, result: {rows: 1}}").Replace("triggerThreshold: 0", "triggerThreshold: 3", StringComparison.Ordinal)).Reason, Is.Empty);
}
