using System.Collections.Immutable;
using ContentGen.Detection.Alerts;

namespace ContentGen.Detection.Tests;

/// <summary>What Sentinel makes of results: names, severities, entities, details, incidents and their limits.</summary>
public class AlertTests
{
    private const string Logons = "SecurityEvent | project TimeGenerated, Account, Computer, Level = 'High', Tactic = 'Lateral Movement, Impact', IpAddress";

    [Test]
    public void Alert_without_overrides_is_the_rules() => Assert.That(One(Logons, "{Account: a}", "tactics: [Execution]"), Has
        .Property("Name").EqualTo("Rule").And.Property("Description").EqualTo("About the rule.").And.Property("Severity").EqualTo("Low").And.Property("Tactics").EqualTo(new[] { "Execution" }));

    [Test]
    public void Overrides_are_filled_from_the_row()
    {
        var alert = One(Logons, "{Account: alice, Computer: ws-01}", "alertDetailsOverride:\n  alertDisplayNameFormat: '{{Account}} on {{ Computer }}'\n  alertDescriptionFormat: Seen on {{Computer}}.\n  alertSeverityColumnName: Level\n  alertTacticsColumnName: Tactic\n  alertDynamicProperties: [{alertProperty: ProductName, value: Computer}]");
        Assert.Multiple(() =>
        {
            Assert.That((alert.Name, alert.Description, alert.Severity), Is.EqualTo(("alice on ws-01", "Seen on ws-01.", "High")));
            Assert.That(alert.Tactics, Is.EqualTo(new[] { "LateralMovement", "Impact" }));
            Assert.That(alert.Properties["ProductName"], Is.EqualTo("ws-01"));
        });
    }

    [Test]
    public void Override_without_a_value_leaves_the_rules_own() => Assert.That(One(
        "SecurityEvent | project TimeGenerated, Account, Level = 'Severe'", "{EventID: 1}", "alertDetailsOverride:\n  alertDisplayNameFormat: 'By {{Account}}'\n  alertSeverityColumnName: Level"),
        Has.Property("Name").EqualTo("Rule").And.Property("Severity").EqualTo("Low"));

    [Test]
    public void Name_ends_at_256_bytes_between_characters()
    {
        var alert = One("SecurityEvent | project Account", $"{{Account: {string.Concat(Enumerable.Repeat("é", 200))}}}", "alertDetailsOverride: {alertDisplayNameFormat: 'x{{Account}}'}");
        Assert.That(alert.Name, Is.EqualTo("x" + new string('é', 127)));
    }

    [TestCase("SYSTEM", false)]
    [TestCase("anonymous", false)]
    [TestCase("alice", true)]
    public void Accounts_that_exist_everywhere_are_no_entities(string name, bool isEntity) => Assert.That(One(
        "SecurityEvent | project Account", $"{{Account: {name}}}", "entityMappings: [{entityType: Account, fieldMappings: [{identifier: Name, columnName: Account}]}]").Entities, Has.Length.EqualTo(isEntity ? 1 : 0));

    [Test]
    public void Entity_without_a_required_identifier_is_dropped() => Assert.That(One(
        "SecurityEvent | project Account, Computer",
        "{Account: contoso}",
        "entityMappings: [{entityType: Account, fieldMappings: [{identifier: NTDomain, columnName: Account}, {identifier: Name, columnName: Computer}]}]").Entities, Is.Empty);

    [Test]
    public void Entities_share_five_hundred_places()
    {
        var rows = string.Join(", ", Enumerable.Range(0, 300).Select(i => $"{{Account: a{i}, Computer: c{i}}}"));
        var entities = One(
            "SecurityEvent | project Account, Computer", rows,
            "entityMappings: [{entityType: Account, fieldMappings: [{identifier: Name, columnName: Account}]}, {entityType: Host, fieldMappings: [{identifier: HostName, columnName: Computer}]}]").Entities;
        Assert.That(entities.CountBy(e => e.Type).Select(c => c.Value), Is.EqualTo(new[] { 250, 250 }));
    }

    [Test]
    public void Entities_of_earlier_alerts_come_from_their_column() => Assert.That(One(
        "SecurityAlert | project Entities", "{Entities: '[{\"$id\":\"1\",\"Type\":\"host\",\"HostName\":\"ws-01\"}]'}", "sentinelEntitiesMappings: [{columnName: Entities}]", "SecurityAlert").Entities.Single().Key,
        Is.EqualTo("Host HostName=ws-01"));

    [Test]
    public void Custom_detail_has_at_most_fifty_values_and_two_kilobytes()
    {
        var rows = string.Join(", ", Enumerable.Range(0, 60).Select(i => $"{{Account: a{i}, Computer: {new string('c', 100)}{i}}}"));
        var details = One("SecurityEvent | project Account, Computer", rows, "customDetails: {Who: Account, Where: Computer}").CustomDetails;
        Assert.That((details["Who"].Length, details["Where"].Length), Is.EqualTo((50, 20)));
    }

    [TestCase(3, 3)]
    [TestCase(150, 150)]
    [TestCase(400, 150)]
    public void Alert_for_each_result_ends_with_one_for_the_rest(int results, int alerts)
    {
        var all = Alerts("SecurityEvent | project Account", string.Join(", ", Enumerable.Range(0, results).Select(i => $"{{Account: a{i}}}")), "eventGroupingSettings: {aggregationKind: AlertPerResult}");
        Assert.That((all.Length, all[^1].Rows.Length), Is.EqualTo((alerts, results - alerts + 1)));
    }

    [TestCase("enabled: false", 3)]
    [TestCase("enabled: true, reopenClosedIncident: false, lookbackDuration: 5h, matchingMethod: AnyAlert", 1)]
    [TestCase("enabled: true, reopenClosedIncident: false, lookbackDuration: 5h, matchingMethod: AllEntities", 2)]
    [TestCase("enabled: true, reopenClosedIncident: false, lookbackDuration: 5h, matchingMethod: Selected, groupByCustomDetails: [Id]", 3)]
    [TestCase("enabled: true, reopenClosedIncident: false, lookbackDuration: 5h, matchingMethod: Selected, groupByEntities: [Account]", 2)]
    public void Incidents_group_alerts_as_configured(string grouping, int incidents)
    {
        var keys = "eventGroupingSettings: {aggregationKind: AlertPerResult}\ncustomDetails: {Id: EventID}\nentityMappings: [{entityType: Account, fieldMappings: [{identifier: Name, columnName: Account}]}]\n"
            + $"incidentConfiguration: {{createIncident: true, groupingConfiguration: {{{grouping}}}}}";
        var outcome = TestRules.RunOne(TestRules.Rule(
            "SecurityEvent | project Account, EventID",
            $"- {{name: t, expects: alert, telemetry: {{SecurityEvent: [{{Account: a, EventID: 1}}, {{Account: a, EventID: 2}}, {{Account: b, EventID: 3}}]}}, result: {{incidents: {incidents}}}}}", keys));
        Assert.That(outcome.Reason, Is.Empty);
    }

    private static Alert One(string query, string rows, string keys, string table = "SecurityEvent") => Alerts(query, rows, keys, table).Single();

    private static ImmutableArray<Alert> Alerts(string query, string rows, string keys, string table = "SecurityEvent")
    {
        var outcome = TestRules.RunOne(TestRules.Rule(query, $"- {{name: t, expects: alert, telemetry: {{{table}: [{rows}]}}}}", keys));
        Assert.That(outcome.Reason, Is.Empty);
        return outcome.Simulation!.Alerts;
    }
}
