using ContentGen.Deploy.Applying;
using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Tests;

/// <summary>The same plan by way of Resource Manager's deployments.</summary>
public sealed class TemplateTests
{
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

    private static async Task<IReadOnlyList<ItemResult>> ApplyAsync(Lab lab, Plan plan) =>
        (await lab.Workspace.ApplyAsTemplateAsync(plan, lab.Store.NewJournal(TimeProvider.System.GetUtcNow()), _ => { }, CancellationToken.None)).Items;
}
