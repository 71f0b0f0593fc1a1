using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ContentGen.Deploy.Applying;
using ContentGen.Deploy.Model;
using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Tests;

/// <summary>Plans that somebody had in his hands between planning and deploying.</summary>
public sealed class OriginTests
{
    private static readonly PlanKey Key = new("0123456789abcdef0123456789abcdef"u8);
    private static readonly PlanKey Other = new("another key of sufficient length"u8);

    [Test]
    public async Task Signed_plan_is_known_again_and_a_forged_one_refused()
    {
        using var lab = new Lab();
        var plan = await lab.PlanAsync(Lab.Content(1));
        var text = PlanFile.Print(plan, Key);
        var forged = JsonNode.Parse(PlanFile.Print(plan with { Items = [plan.Items[0] with { Name = "x" }] }, Other))!;
        forged["signature"]!["keyId"] = Key.Id;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(PlanFile.Read(text, Key).IsSigned, Is.True);
            Assert.That(PlanFile.Read(text, Other).IsSigned, Is.False);
            Assert.That(PlanFile.Read(text, null).IsSigned, Is.False);
            Assert.That(PlanFile.Read(PlanFile.Print(plan), Key).IsSigned, Is.False);
            Assert.That(PlanFile.HashOf(PlanFile.Read(text, Key).Plan), Is.EqualTo(PlanFile.HashOf(plan)));
            Assert.That(() => PlanFile.Read(forged.ToJsonString(), Key), Throws.TypeOf<PlanException>().With.Message.Contains("signature does not fit"));
            Assert.That(text, Does.Not.Contain("0123456789abcdef0123456789abcdef"));
            Assert.That(() => new PlanKey("short"u8), Throws.ArgumentException);
            foreach (var signature in new JsonNode?[] { new JsonObject { ["keyId"] = Key.Id }, new JsonObject { ["keyId"] = Key.Id, ["hmac"] = 1 }, new JsonObject { ["keyId"] = 1 }, new JsonArray(1), "x" })
            {
                var odd = JsonNode.Parse(text)!;
                odd["signature"] = signature;
                Assert.That(() => PlanFile.Read(odd.ToJsonString(), Key), Throws.TypeOf<PlanException>(), signature?.ToJsonString());
            }
        }
    }

    // What the content leads to, in all its actions, needs no signature.
    [TestCase("keep")]
    [TestCase("disable")]
    [TestCase("delete")]
    public async Task Unsigned_plan_that_follows_from_the_content_is_taken(string prune)
    {
        using var lab = new Lab(new Emulator.EmulatorOptions { Tables = ["SecurityEvent"] }, $"prune: {prune}\nmissingTables: disable\n");
        var (plan, content) = await PrepareAsync(lab);
        var actions = plan.Items.Select(i => i.Action).ToHashSet();
        Assert.That(actions, Is.SupersetOf(new[] { PlanAction.Create, PlanAction.Update, PlanAction.Adopt, PlanAction.Enable, PlanAction.Keep }));
        Assert.That(actions.Contains(PlanAction.Delete) || actions.Contains(PlanAction.Disable) || prune == "keep");
        Assert.That(() => lab.Workspace.RequireOrigin(PlanFile.Read(PlanFile.Print(plan)), content), Throws.Nothing);
    }

    private static IEnumerable<TestCaseData<Func<Plan, Plan>>> Forgeries()
    {
        yield return Forgery("the content's hash", p => p with { ManifestHash = new string('0', 64) });
        yield return Forgery("no content's hash", p => p with { ManifestHash = null });
        yield return Forgery("another project", p => p with { Project = "x" });
        yield return Forgery("another api-version", p => p with { ApiVersion = "2025-09-01&x=y" });
        yield return Forgery("as if it undid something", p => p with { Undoes = "x" });
        yield return Forgery("missing tables", p => p with { DisablesOnMissingTables = !p.DisablesOnMissingTables });
        yield return Forgery("a rule switched off", p => p with { Items = Change(p, PlanAction.Create, i => i with { Body = DesiredResource.Disable(i.Body!) }) });
        yield return Forgery("another query", p => p with { Items = Change(p, PlanAction.Update, i => i with { Body = With(i.Body!, "query", "SecurityEvent | take 0") }) });
        yield return Forgery("a mark of somebody else's", p => p with { Items = Change(p, PlanAction.Create, i => i with { MarkBody = With(i.MarkBody!, "customVersion", "sha256:0") }) });
        yield return Forgery("no mark", p => p with { Items = Change(p, PlanAction.Create, i => i with { Mark = MarkChange.None }) });
        yield return Forgery("a rule of the content deleted", p => p with { Items = Change(p, PlanAction.Update, i => i with { Action = PlanAction.Delete, Body = null, Mark = MarkChange.Remove }) });
        yield return Forgery("a rule of others deleted", p => p with { Items = Change(p, PlanAction.Keep, i => i with { Action = PlanAction.Delete, Mark = MarkChange.Remove }) });
        yield return Forgery("a rule of others changed", p => p with { Items = Change(p, PlanAction.Keep, i => i with { Action = PlanAction.Update, Body = Lab.Body(901, "x") }) });
        yield return Forgery("a rule of others taken over", p => p with { Items = Change(p, PlanAction.Keep, i => i with { Action = PlanAction.Adopt, Mark = MarkChange.Write, MarkBody = [] }) });
        yield return Forgery("a rule of others switched off", p => p with { Items = Change(p, PlanAction.Keep, i => i with { Action = PlanAction.Disable, Body = Lab.Body(901, enabled: false), Mark = MarkChange.Write, MarkBody = [] }) });
        yield return Forgery("another id", p => p with { Items = Change(p, PlanAction.Create, i => i with { Id = Lab.Id(77) }) });
    }

    [TestCaseSource(nameof(Forgeries))]
    public async Task Unsigned_plan_that_does_not_follow_from_the_content_is_refused(Func<Plan, Plan> forge)
    {
        using var lab = new Lab(more: "prune: keep\n");
        var (plan, content) = await PrepareAsync(lab);
        // The forger computes the hash as we do.
        var forged = PlanFile.Read(PlanFile.Print(forge(plan)));
        Assert.That(PlanFile.HashOf(forged), Is.Not.EqualTo(PlanFile.HashOf(plan)));
        Assert.That(() => lab.Workspace.RequireOrigin(forged, content), Throws.TypeOf<PlanException>());
    }

    [Test]
    public async Task Plan_of_other_content_is_refused_unless_it_is_signed()
    {
        using var lab = new Lab();
        var plan = await lab.PlanAsync(Lab.Content(1));
        Assert.That(() => lab.Workspace.RequireOrigin(plan, Lab.Content(2)), Throws.TypeOf<PlanException>().With.Message.Contains("plan again"));
    }

    // Even a plan that is trusted takes nothing that lost its mark since.
    [Test]
    public async Task Rule_that_is_no_longer_ours_is_neither_changed_nor_deleted()
    {
        using var lab = new Lab(more: "prune: delete\n");
        _ = await lab.DeployAsync(Lab.Content(2));
        var plan = await lab.PlanAsync(Lab.Content(Lab.Rule(1, Lab.Body(1, severity: "High"))));
        foreach (var mark in lab.Emulator.Below(Lab.Marks))
        {
            lab.Emulator.Remove(mark["id"]!.GetValue<string>());
        }

        var before = lab.Picture();
        var results = await lab.ApplyAsync(plan);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Items.Select(i => i.Action), Is.EquivalentTo(new[] { PlanAction.Update, PlanAction.Delete }));
            Assert.That(results.Select(r => r.Outcome), Is.All.EqualTo(Outcome.Refused));
            Assert.That(lab.Picture(), Is.EqualTo(before));
        }
    }

    private static async Task<(Plan Plan, DesiredContent Content)> PrepareAsync(Lab lab)
    {
        lab.Seed(901);
        _ = await lab.DeployAsync(Lab.Content(Lab.Rule(2), Lab.Rule(3), Lab.Rule(4, Lab.Body(4, enabled: false))));
        lab.Seed(5);
        var content = Lab.Content(Lab.Rule(1), Lab.Rule(2, Lab.Body(2, severity: "High")), Lab.Rule(4), Lab.Rule(5), Lab.Rule(6, null, "NoSuchTable"));
        return (await lab.PlanAsync(content), content);
    }

    private static TestCaseData<Func<Plan, Plan>> Forgery(string name, Func<Plan, Plan> forge) => new(forge) { TestName = $"Forged_{name.Replace(' ', '_')}" };

    private static ImmutableArray<PlanItem> Change(Plan plan, PlanAction action, Func<PlanItem, PlanItem> change)
    {
        var index = plan.Items.IndexOf(plan.Items.First(i => i.Action == action));
        return plan.Items.SetItem(index, change(plan.Items[index]));
    }

    private static JsonObject With(JsonObject body, string name, string value)
    {
        var copy = body.DeepClone().AsObject();
        copy["properties"]![name] = value;
        return copy;
    }
}
