using System.Text.Json.Nodes;
using ContentGen.Deploy.Applying;
using ContentGen.Deploy.Planning;
using ContentGen.Deploy.Reporting;
using ContentGen.Emulator;

namespace ContentGen.Deploy.Tests;

/// <summary>What a plan says of a workspace.</summary>
public sealed class PlanTests
{
    [Test]
    public async Task Empty_workspace_gets_everything_with_a_mark()
    {
        using var lab = new Lab();
        var content = Lab.Content(3);
        var plan = await lab.PlanAsync(content);
        Assert.That(plan.Items.Select(i => i.Action), Is.All.EqualTo(PlanAction.Create));
        var results = await lab.ApplyAsync(plan);
        Assert.That(results.Select(r => r.Outcome), Is.All.EqualTo(Outcome.Done));
        lab.AssertDeployed(content);
        var mark = lab.Emulator.Below(Lab.Marks)[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mark["name"]!.GetValue<string>(), Is.EqualTo("analyticsrule-" + Lab.Id(1)));
            Assert.That(mark["properties"]!["kind"]!.GetValue<string>(), Is.EqualTo("AnalyticsRule"));
            Assert.That(mark["properties"]!["parentId"]!.GetValue<string>(), Is.EqualTo($"{Lab.Rules}/{Lab.Id(1)}"));
            Assert.That(mark["properties"]!["version"]!.GetValue<string>(), Is.EqualTo("1.0.0"));
            Assert.That(mark["properties"]!["source"]!["kind"]!.GetValue<string>(), Is.EqualTo("SourceRepository"));
        }
    }

    [Test]
    public async Task Five_hundred_rules_deployed_are_nothing_to_do_and_zero_writes()
    {
        using var lab = new Lab();
        var content = Lab.Content(500);
        Assert.That(await lab.DeployAsync(content), Is.All.Matches<ItemResult>(r => r!.Outcome == Outcome.Done));
        var again = await lab.PlanAsync(content);
        Assert.That(again.Items, Is.Empty);
        lab.Emulator.Expect();
        _ = await lab.ApplyAsync(again);
        Assert.That(lab.Emulator.Log.Where(l => !l.StartsWith("GET ", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Plan_sends_nothing_but_reads_and_follows_pages()
    {
        using var lab = new Lab(new EmulatorOptions { PageSize = 7 });
        _ = await lab.DeployAsync(Lab.Content(20));
        lab.Emulator.Expect();
        var plan = await lab.PlanAsync(Lab.Content(21));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Items.Single().Id, Is.EqualTo(Lab.Id(21)));
            Assert.That(lab.Emulator.Log, Has.Count.EqualTo(6).And.All.StartsWith("GET "));
        }
    }

    [Test]
    public async Task Same_rule_in_the_words_of_another_client_is_no_difference()
    {
        using var lab = new Lab();
        var content = Lab.Content(1);
        _ = await lab.DeployAsync(content);
        lab.Edit(1, p =>
        {
            p["queryFrequency"] = "01:00:00";
            p["queryPeriod"] = "PT60M";
            p["tactics"] = new JsonArray("Execution", "Persistence");
            p["techniques"] = new JsonArray();
            p["customDetails"] = null;
            p["suppressionDuration"] = "PT1H";
            p["eventGroupingSettings"] = new JsonObject { ["aggregationKind"] = "SingleAlert" };
            p["incidentConfiguration"] = new JsonObject
            {
                ["createIncident"] = true,
                ["groupingConfiguration"] = new JsonObject
                {
                    ["enabled"] = false, ["reopenClosedIncident"] = false, ["lookbackDuration"] = "PT5H", ["matchingMethod"] = "AllEntities", ["groupByEntities"] = new JsonArray(),
                },
            };
            p["query"] = p["query"]!.GetValue<string>().Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n";
            p["somethingNew"] = "of the service's own";
        });
        Assert.That((await lab.PlanAsync(content)).Items, Is.Empty);
    }

    [Test]
    public async Task Changed_rule_is_updated_property_by_property()
    {
        using var lab = new Lab();
        _ = await lab.DeployAsync(Lab.Content(1));
        var plan = await lab.PlanAsync(Lab.Content(Lab.Rule(1, Lab.Body(1, "SecurityEvent | where EventID == 4624\n| take 10", severity: "High"))));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Items.Single().Action, Is.EqualTo(PlanAction.Update));
            Assert.That(plan.Items.Single().Changes.Select(c => c.Path), Is.EqualTo(new[] { "query", "severity" }));
            Assert.That(PlanText.Print(plan), Does.Contain("severity: Low -> High").And.Contain("- SecurityEvent | where EventID == 4625").And.Contain("+ SecurityEvent | where EventID == 4624"));
            Assert.That(PlanMarkdown.Print(plan), Does.Contain("| update |").And.Contain("```diff"));
        }
    }

    [TestCase(true, PlanAction.Enable)]
    [TestCase(false, PlanAction.Disable)]
    public async Task Rule_that_differs_in_enabled_only_is_switched(bool enabled, PlanAction expected)
    {
        using var lab = new Lab();
        _ = await lab.DeployAsync(Lab.Content(Lab.Rule(1, Lab.Body(1, enabled: !enabled))));
        Assert.That((await lab.PlanAsync(Lab.Content(Lab.Rule(1, Lab.Body(1, enabled: enabled))))).Items.Single().Action, Is.EqualTo(expected));
    }

    [Test]
    public async Task Rule_that_sentinel_disabled_is_recognised()
    {
        using var lab = new Lab();
        _ = await lab.DeployAsync(Lab.Content(1));
        lab.Edit(1, p =>
        {
            p["enabled"] = false;
            p["displayName"] = "AUTO DISABLED Rule 0001";
            p["description"] = "What it finds. The alert rule was disabled because its query failed.";
        });
        var item = (await lab.PlanAsync(Lab.Content(1))).Items.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((item.Action, item.Changes.Single().Path), Is.EqualTo((PlanAction.Enable, "enabled")));
            Assert.That(item.Reason, Does.Contain("Sentinel disabled it: The alert rule was disabled because its query failed."));
        }
    }

    [Test]
    public async Task Rules_of_others_are_listed_and_left_alone()
    {
        using var lab = new Lab(more: "prune: delete\n");
        lab.Seed(7);
        lab.Seed(8, Lab.Body(8, severity: "High"));
        lab.Emulator.Seed($"{Lab.Rules}/BuiltInFusion", new JsonObject { ["kind"] = "Fusion", ["properties"] = new JsonObject { ["displayName"] = "Fusion", ["enabled"] = true } });
        var before = lab.Picture();
        var plan = await lab.PlanAsync(Lab.Content(Lab.Rule(8)));
        _ = await lab.ApplyAsync(plan);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Items.ToDictionary(i => i.Id, i => i.Action), Is.EquivalentTo(new Dictionary<string, PlanAction>
            {
                [Lab.Id(7)] = PlanAction.Keep, [Lab.Id(8)] = PlanAction.Blocked, ["builtinfusion"] = PlanAction.Keep,
            }));
            Assert.That(lab.Picture(), Is.EqualTo(before));
        }
    }

    [Test]
    public async Task Adopted_rule_is_ours_from_then_on()
    {
        using var lab = new Lab();
        lab.Seed(1, Lab.Body(1, severity: "High"));
        var content = Lab.Content(1);
        var adoption = await lab.Workspace.PlanAdoptionAsync(content, [], CancellationToken.None);
        _ = await lab.ApplyAsync(adoption);
        var plan = await lab.PlanAsync(content);
        Assert.That((plan.Items.Single().Action, plan.Items.Single().Changes.Single().Path), Is.EqualTo((PlanAction.Update, "severity")));
        _ = await lab.ApplyAsync(plan);
        lab.AssertDeployed(content);
    }

    [TestCase("keep", PlanAction.Keep, 2)]
    [TestCase("disable", PlanAction.Disable, 2)]
    [TestCase("delete", PlanAction.Delete, 1)]
    public async Task Rule_that_the_content_lost_is_pruned_by_the_policy(string prune, PlanAction expected, int left)
    {
        using var lab = new Lab(more: $"prune: {prune}\n");
        _ = await lab.DeployAsync(Lab.Content(2));
        var plan = await lab.PlanAsync(Lab.Content(1));
        Assert.That(plan.Items.Single().Action, Is.EqualTo(expected));
        _ = await lab.ApplyAsync(plan);
        var again = await lab.PlanAsync(Lab.Content(1));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lab.Hashes(), Has.Count.EqualTo(left));
            Assert.That(again.HasWork, Is.False);
        }
    }

    [TestCase("fail", PlanAction.Blocked)]
    [TestCase("disable", PlanAction.Create)]
    public async Task Rule_without_its_table_follows_the_policy(string policy, PlanAction expected)
    {
        using var lab = new Lab(new EmulatorOptions { Tables = ["Usage"] }, $"missingTables: {policy}\n");
        var content = Lab.Content(Lab.Rule(1, null, "SecurityEvent"));
        var plan = await lab.PlanAsync(content);
        _ = await lab.ApplyAsync(plan);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Items.Single().Action, Is.EqualTo(expected));
            Assert.That(plan.Items.Single().Reason, Does.Contain("no table SecurityEvent"));
            Assert.That(lab.Emulator.Below(Lab.Rules).Any(r => r["properties"]!["enabled"]!.GetValue<bool>()), Is.False);
            Assert.That((await lab.PlanAsync(content)).HasWork, Is.False);
        }
    }

    [Test]
    public async Task Rule_whose_table_only_the_service_misses_is_deployed_disabled_once()
    {
        using var lab = new Lab(new EmulatorOptions { Tables = ["Usage"], Validate = _ => new QueryVerdict(["SecurityEvent"], null) }, "missingTables: disable\n");
        var rule = Lab.Rule(1) with { Mentioned = ["SecurityEvent"] };
        var first = await lab.DeployAsync(Lab.Content(rule));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Single().Outcome, Is.EqualTo(Outcome.DoneDisabled));
            Assert.That((await lab.PlanAsync(Lab.Content(rule))).HasWork, Is.False);
        }
    }

    [Test]
    public async Task Rule_whose_tables_the_workspace_names_is_tried_again_and_the_plan_says_why()
    {
        using var lab = new Lab(new EmulatorOptions { Tables = ["Usage", "SecurityEvent"], Validate = _ => new QueryVerdict(["Elsewhere"], null) }, "missingTables: disable\n");
        var content = Lab.Content(Lab.Rule(1) with { Mentioned = ["SecurityEvent"] });
        _ = await lab.DeployAsync(content);
        var item = (await lab.PlanAsync(content)).Items.Single();
        var again = (await lab.DeployAsync(content)).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((item.Action, item.Reason), Is.EqualTo((PlanAction.Enable, "the service missed a table of its query; the workspace names all of them, so it is tried again")));
            Assert.That((again.Outcome, again.Message), Is.EqualTo((Outcome.DoneDisabled, "deployed disabled: Failed to run the analytics rule query. One of the tables does not exist.")));
            Assert.That(lab.Emulator.Below(Lab.Rules).Single()["properties"]!["enabled"]!.GetValue<bool>(), Is.False);
        }
    }

    [Test]
    public async Task Id_of_a_deleted_rule_is_deferred_and_not_asked_for_again_and_again()
    {
        using var lab = new Lab(more: "prune: delete\n");
        _ = await lab.DeployAsync(Lab.Content(1));
        _ = await lab.DeployAsync(Lab.Content());
        lab.Emulator.Expect();
        var refused = await lab.DeployAsync(Lab.Content(1));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.Single().Outcome, Is.EqualTo(Outcome.Deferred));
            Assert.That(lab.Emulator.Log.Count(l => l.StartsWith("PUT ", StringComparison.Ordinal)), Is.EqualTo(1));
            Assert.That((await lab.PlanAsync(Lab.Content(1))).Items.Single().Action, Is.EqualTo(PlanAction.Defer));
        }
    }

    [Test]
    public async Task Kind_of_a_rule_cannot_change()
    {
        using var lab = new Lab();
        _ = await lab.DeployAsync(Lab.Content(1));
        var nrt = Lab.Body(1);
        nrt["kind"] = "NRT";
        foreach (var name in new[] { "queryFrequency", "queryPeriod", "triggerOperator", "triggerThreshold" })
        {
            _ = nrt["properties"]!.AsObject().Remove(name);
        }

        Assert.That((await lab.PlanAsync(Lab.Content(Lab.Rule(1, nrt)))).Items.Single().Action, Is.EqualTo(PlanAction.Blocked));
    }
}
