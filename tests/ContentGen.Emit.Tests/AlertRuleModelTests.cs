using ContentGen.Emit.Model;

namespace ContentGen.Emit.Tests;

public sealed class AlertRuleModelTests
{
    [Test]
    public void Create_of_a_minimal_rule_gives_defaults_and_nothing_else() => Assert.That(
        Json(Rules.Minimal),
        Is.EqualTo("""{"displayName":"Minimal","severity":"Low","enabled":true,"query":"T","queryFrequency":"PT1H","queryPeriod":"P1D","triggerOperator":"GreaterThan","triggerThreshold":0,"suppressionDuration":"PT5H","suppressionEnabled":false}"""));

    [Test]
    public void Create_of_an_NRT_rule_has_no_schedule_and_no_trigger()
    {
        var rule = Rules.Read(Rules.Minimal.Replace("kind: Scheduled", "kind: NRT", StringComparison.Ordinal));
        var resource = AlertRuleModel.Create(rule, EmitOptions.Default);
        Assert.Multiple(() =>
        {
            Assert.That(resource.Variant, Is.EqualTo("NRT"));
            Assert.That(resource.Properties.Properties.Select(p => p.Name), Is.EqualTo(
                new[] { "displayName", "severity", "enabled", "query", "suppressionDuration", "suppressionEnabled" }));
        });
    }

    [TestCase("[T1219, T1021.001, T1021.002, T1219, T1021]", "\"techniques\":[\"T1219\",\"T1021\"],\"subTechniques\":[\"T1021.001\",\"T1021.002\"]")]
    [TestCase("[T1219]", "\"techniques\":[\"T1219\"]}")]
    [TestCase("[]", "\"suppressionEnabled\":false}")]
    public void Create_keeps_parents_and_sub_techniques_apart(string techniques, string expected) =>
        Assert.That(Json(Rules.Minimal + $"\nrelevantTechniques: {techniques}"), Does.Contain(expected));

    [Test]
    public void Create_drops_a_template_version_without_template() => Assert.Multiple(() =>
    {
        Assert.That(Json(Rules.Minimal + "\ntemplateVersion: 1.0.0"), Does.Not.Contain("templateVersion"));
        Assert.That(
            Json(Rules.Minimal + $"\nalertRuleTemplateName: {Rules.Id}\ntemplateVersion: 1.0.0"),
            Does.EndWith($"\"alertRuleTemplateName\":\"{Rules.Id}\",\"templateVersion\":\"1.0.0\"}}"));
        Assert.That(Json(Rules.Minimal + $"\nalertRuleTemplateName: {Rules.Id}\nversion: 2.0.0"), Does.Not.Contain("templateVersion"));
    });

    [Test]
    public void Create_prints_empty_grouping_lists_and_leaves_out_an_empty_override() => Assert.That(
        Json(Rules.Minimal + "\nalertDetailsOverride: {}\nincidentConfiguration: {createIncident: false, groupingConfiguration: {enabled: true, reopenClosedIncident: false, lookbackDuration: 5h, matchingMethod: AnyAlert}}"),
        Does.EndWith("\"suppressionEnabled\":false,\"incidentConfiguration\":{\"createIncident\":false,\"groupingConfiguration\":{\"enabled\":true,\"reopenClosedIncident\":false,\"lookbackDuration\":\"PT5H\",\"matchingMethod\":\"AnyAlert\",\"groupByEntities\":[],\"groupByAlertDetails\":[],\"groupByCustomDetails\":[]}}}"));

    [TestCase("id")]
    [TestCase("name")]
    [TestCase("severity")]
    [TestCase("query")]
    [TestCase("queryFrequency")]
    [TestCase("queryPeriod")]
    [TestCase("triggerOperator")]
    [TestCase("triggerThreshold")]
    public void CanEmit_without_what_the_api_requires_is_false_and_nothing_crashes(string key)
    {
        var rule = Rules.Read(string.Join('\n', Rules.Minimal.Split('\n').Where(l => !l.StartsWith(key + ":", StringComparison.Ordinal))));
        Assert.Multiple(() =>
        {
            Assert.That(AlertRuleModel.CanEmit(Rules.Read(Rules.Minimal)), Is.True);
            Assert.That(AlertRuleModel.CanEmit(rule), Is.False);
            Assert.That(() => AlertRuleModel.Create(rule, EmitOptions.Default), Throws.Nothing);
            Assert.That(
                Emitter.Emit([Rules.Emit(rule)], EmitOptions.Default, Pages.PageTemplates.Default).Select(a => a.Path),
                Is.EqualTo(new[] { "pages/index.md", "manifest.json" }));
        });
    }

    private static string Json(string yaml) => TreeJson.Of(AlertRuleModel.Create(Rules.Read(yaml), EmitOptions.Default).Properties).ToJsonString();
}
