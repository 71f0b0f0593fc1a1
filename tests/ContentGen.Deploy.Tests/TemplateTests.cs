using ContentGen.Deploy.Applying;
using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Tests;

/// <summary>The same plan by way of Resource Manager's deployments.</summary>
public sealed class TemplateTests
{
    private const string Group = "/subscriptions/d0cfe6b2-9ac0-4464-9919-dccaee2e48c0/resourceGroups/rg-soc/providers/Microsoft.Resources";

    [Test]
    public async Task Templates_end_in_the_same_workspace()
    {
        using var lab = new Lab(more: "prune: delete\n");
        _ = await lab.DeployAsync(Lab.Content(Lab.Rule(900), Lab.Rule(1)));
        var content = Lab.Content([.. Enumerable.Range(1, 60).Select(n => Lab.Rule(n, Lab.Body(n, "[not an expression]", severity: "High")))]);
        var results = await ApplyAsync(lab, await lab.PlanAsync(content));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(results.Select(r => r.Outcome), Is.All.EqualTo(Outcome.Done));
            Assert.That((await lab.PlanAsync(content)).Items, Is.Empty);
            Assert.That(lab.Emulator.Log.Count(l => l.StartsWith("PUT ", StringComparison.Ordinal) && l.Contains("/deployments/", StringComparison.Ordinal)), Is.EqualTo(2));
        }

        lab.AssertDeployed(content);
    }

    [Test]
    public async Task Fault_inside_a_deployment_is_told_in_the_services_own_words()
    {
        using var lab = new Lab();
        var faulty = Lab.Body(1);
        _ = faulty["properties"]!.AsObject().Remove("query");
        var results = await ApplyAsync(lab, await lab.PlanAsync(Lab.Content(Lab.Rule(1, faulty))));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(results.Single().Outcome, Is.EqualTo(Outcome.Failed));
            Assert.That(results.Single().Message, Does.Contain("Required property 'query' not found"));
        }
    }

    [Test]
    public async Task Deployment_that_fails_half_way_tells_what_was_written()
    {
        using var lab = new Lab();
        var faulty = Lab.Body(2);
        _ = faulty["properties"]!.AsObject().Remove("query");
        var results = await ApplyAsync(lab, await lab.PlanAsync(Lab.Content(Lab.Rule(1), Lab.Rule(2, faulty), Lab.Rule(3))));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(results.Select(r => r.Outcome), Is.EqualTo(new[] { Outcome.Done, Outcome.Failed, Outcome.Failed }));
            Assert.That(results.Skip(1).Select(r => r.Message), Is.All.Contains("Required property 'query' not found"));
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task What_rules_use_is_there_before_them(bool stack)
    {
        using var lab = new Lab();
        var rule = Lab.Rule(1, Lab.Body(1, "Logons | where Computer in ((_GetWatchlist('VipHosts') | project Host))"));
        var content = Lab.Content(rule, Lab.Rule(2), Lab.Hunt(3), Lab.Function("Logons"), Lab.Watchlist("VipHosts"));
        var results = stack ? await StackAsync(lab, content) : await ApplyAsync(lab, await lab.PlanAsync(content));
        Assert.That(results.Select(r => r.Outcome), Is.All.EqualTo(Outcome.Done));
        lab.AssertDeployed(content);
        using var empty = new Lab();
        var template = PlanTemplate.Create((await empty.PlanAsync(content)).Items, "2025-07-01-preview")["resources"]!.AsArray();
        var dependencies = template.Single(r => r!["name"]!.GetValue<string>().EndsWith($"alertRules/{Lab.Id(1)}')]", StringComparison.Ordinal) || r["name"]!.GetValue<string>().EndsWith($"Microsoft.SecurityInsights/{Lab.Id(1)}')]", StringComparison.Ordinal))!["dependsOn"]!;
        Assert.That(dependencies.AsArray().Select(d => d!.GetValue<string>()), Is.EqualTo(new[]
        {
            "[resourceId('Microsoft.OperationalInsights/workspaces/providers/watchlists',parameters('workspace'),'Microsoft.SecurityInsights','VipHosts')]",
            "[resourceId('Microsoft.OperationalInsights/workspaces/savedSearches',parameters('workspace'),'Logons')]",
        }));
    }

    [Test]
    public async Task Stack_holds_all_of_the_content_and_a_second_run_writes_nothing()
    {
        using var lab = new Lab(more: "prune: delete\n");
        lab.Seed(901);
        _ = await lab.DeployAsync(Lab.Content(Lab.Rule(1), Lab.Rule(2), Lab.Rule(3)));
        var content = Lab.Content(Lab.Rule(1), Lab.Rule(2, Lab.Body(2, severity: "High")), Lab.Rule(4));
        var results = await StackAsync(lab, content);
        lab.AssertDeployed(content, 901);
        var stack = lab.Emulator.Below($"{Group}/deploymentStacks").Single();
        lab.Emulator.Expect();
        var again = await StackAsync(lab, content);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(results.Select(r => r.Outcome), Is.All.EqualTo(Outcome.Done).Or.EqualTo(Outcome.Kept));
            Assert.That(stack["properties"]!["resources"]!.AsArray().Select(r => r!["id"]!.GetValue<string>()), Is.EquivalentTo(
                lab.Emulator.Below(Lab.Rules).Where(r => r["name"]!.GetValue<string>() != Lab.Id(901)).Concat(lab.Emulator.Below(Lab.Marks)).Select(r => r["id"]!.GetValue<string>())));
            Assert.That(again.Where(r => r.Outcome != Outcome.Kept), Is.Empty);
            Assert.That(lab.Emulator.Log, Has.None.StartsWith("PUT ").And.None.StartsWith("DELETE "));
        }
    }

    [Test]
    public async Task Stack_overwrites_nothing_that_the_plan_did_not_speak_of()
    {
        using var lab = new Lab();
        _ = await lab.DeployAsync(Lab.Content(2));
        var content = Lab.Content(3);
        var plan = await lab.PlanAsync(content);
        lab.Edit(1, p => p["severity"] = "High");
        _ = await lab.Workspace.ApplyAsStackAsync(plan, content, lab.Store.NewJournal(TimeProvider.System.GetUtcNow()), _ => { }, CancellationToken.None);
        Assert.That(lab.Emulator.Below(Lab.Rules).Select(r => r["properties"]!["severity"]!.GetValue<string>()), Is.EqualTo(new[] { "High", "Low", "Low" }));
    }

    [Test]
    public async Task Stack_that_is_too_large_is_refused_before_it_is_sent()
    {
        using var lab = new Lab();
        var results = await StackAsync(lab, Lab.Content(401));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(results, Is.All.Matches<ItemResult>(r => r!.Outcome == Outcome.Failed && r.Message!.Contains("802 resources")));
            Assert.That(lab.Emulator.Below(Lab.Rules), Is.Empty);
        }
    }

    [TestCase("lab-content", "contentgen-lab-content-law-lab-")]
    [TestCase("Ein Projekt / mit \u00FC", "contentgen-ein-projekt---mit---law-lab-")]
    public void Name_of_a_stack_is_one_that_azure_takes(string project, string start)
    {
        var name = ArmRequest.StackName(project, Service.WorkspaceAddress.Of(Lab.TargetOf("http://127.0.0.1:1")));
        Assert.That(name, Does.StartWith(start).And.Match(@"^[-\w._()]{1,90}$"));
        Assert.That(ArmRequest.StackName(new string('x', 300), Service.WorkspaceAddress.Of(Lab.TargetOf("http://127.0.0.1:1"))), Has.Length.LessThanOrEqualTo(90));
    }

    private static async Task<IReadOnlyList<ItemResult>> StackAsync(Lab lab, Model.DesiredContent content) =>
        (await lab.Workspace.ApplyAsStackAsync(await lab.PlanAsync(content), content, lab.Store.NewJournal(TimeProvider.System.GetUtcNow()), _ => { }, CancellationToken.None)).Items;

    private static async Task<IReadOnlyList<ItemResult>> ApplyAsync(Lab lab, Plan plan) =>
        (await lab.Workspace.ApplyAsTemplateAsync(plan, lab.Store.NewJournal(TimeProvider.System.GetUtcNow()), _ => { }, CancellationToken.None)).Items;
}
