using System.Text.Json.Nodes;
using ContentGen.Deploy.Applying;
using ContentGen.Deploy.Drifting;
using ContentGen.Deploy.Model;
using ContentGen.Deploy.Planning;
using ContentGen.Emulator;

namespace ContentGen.Deploy.Tests;

/// <summary>What rules use, and hunting queries: watchlists and saved searches.</summary>
public sealed class KindTests
{
    private static DesiredContent Content => Lab.Content(Lab.Rule(1), Lab.Hunt(2), Lab.Function("Logons"), Lab.Watchlist("VipHosts"));

    [Test]
    public async Task What_rules_use_is_written_first_and_a_second_run_writes_nothing()
    {
        using var lab = new Lab();
        _ = await lab.DeployAsync(Content);
        var puts = lab.Emulator.Log.Where(l => l.StartsWith("PUT ", StringComparison.Ordinal) && !l.Contains("/metadata/", StringComparison.Ordinal)).Select(l => l[(l.LastIndexOf('/') + 1)..]).ToList();
        lab.AssertDeployed(Content);
        lab.Emulator.Expect();
        var again = await lab.PlanAsync(Content);
        _ = await lab.ApplyAsync(again);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(puts, Is.EqualTo(new[] { "VipHosts", "Logons", Lab.Id(1), Lab.Id(2) }));
            Assert.That(again.Items, Is.Empty);
            Assert.That(lab.Emulator.Log, Is.All.StartsWith("GET "));
            Assert.That(lab.Emulator.Below(Lab.Marks).Select(m => m["properties"]!["kind"]!.GetValue<string>()), Is.EquivalentTo(new[] { "AnalyticsRule", "HuntingQuery", "Parser", "Watchlist" }));
        }
    }

    [Test]
    public async Task Changes_are_found_property_by_property_and_rows_as_one()
    {
        using var lab = new Lab();
        _ = await lab.DeployAsync(Content);
        var changed = Lab.Content(
            Lab.Rule(1), Lab.Hunt(2, "SecurityEvent | take 11"), Lab.Function("Logons", "SecurityEvent | take 1"), Lab.Watchlist("VipHosts", "Host,Owner\nws-01,Helpdesk\n"));
        var plan = await lab.PlanAsync(changed);
        Assert.That(plan.Items.Select(i => $"{i.Kind} {i.Action} {string.Join(' ', i.Changes.Select(c => c.Path))}"), Is.EqualTo(new[] { "Watchlist Update rows", "Parser Update query", "HuntingQuery Update query" }));
        Assert.That(await lab.ApplyAsync(plan), Is.All.Matches<ItemResult>(r => r!.Outcome == Outcome.Done));
        lab.AssertDeployed(changed);
    }

    [TestCase("Owner,Host\r\n\"Tier, 0\",dc-02\r\nTier 0,dc-01\r\n")]
    [TestCase("Host,Owner,Empty\ndc-01,Tier 0,\ndc-02,\"Tier, 0\",\n")]
    public async Task Same_rows_in_another_order_are_no_difference(string csv)
    {
        using var lab = new Lab();
        _ = await lab.DeployAsync(Content);
        Assert.That((await lab.PlanAsync(Lab.Content(Lab.Rule(1), Lab.Hunt(2), Lab.Function("Logons"), Lab.Watchlist("VipHosts", csv)))).Items, Is.Empty);
    }

    [Test]
    public async Task What_the_content_lost_is_deleted_in_the_other_order()
    {
        using var lab = new Lab(more: "prune: delete\n");
        _ = await lab.DeployAsync(Content);
        lab.Emulator.Expect();
        Assert.That(await lab.DeployAsync(Lab.Content()), Is.All.Matches<ItemResult>(r => r!.Outcome == Outcome.Done));
        lab.AssertDeployed(Lab.Content());
        Assert.That(
            lab.Emulator.Log.Where(l => l.StartsWith("DELETE ", StringComparison.Ordinal) && !l.Contains("/metadata/", StringComparison.Ordinal)).Select(l => l[(l.LastIndexOf('/') + 1)..]),
            Is.EqualTo(new[] { Lab.Id(2), Lab.Id(1), "Logons", "VipHosts" }));
    }

    [Test]
    public async Task Saved_searches_of_others_are_left_alone_and_only_those_of_our_kinds_are_named()
    {
        using var lab = new Lab(more: "prune: delete\n");
        lab.Emulator.Seed($"{Lab.Searches}/general", Search("General", null));
        lab.Emulator.Seed($"{Lab.Searches}/Theirs", Search("Function", "Theirs"));
        lab.Emulator.Seed($"{Lab.Searches}/Logons", Search("Function", "Logons"));
        var before = lab.Picture();
        var plan = await lab.PlanAsync(Lab.Content(Lab.Function("Logons")));
        _ = await lab.ApplyAsync(plan);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Items.Select(i => (i.Id, i.Action)), Is.EquivalentTo(new[] { ("logons", PlanAction.Blocked), ("theirs", PlanAction.Keep) }));
            Assert.That(lab.Picture(), Is.EqualTo(before));
        }
    }

    [Test]
    public async Task Drift_is_found_in_every_kind()
    {
        using var lab = new Lab();
        _ = await lab.DeployAsync(Content);
        var hunt = lab.Emulator.Below(Lab.Searches).Single(s => s["properties"]!["functionAlias"] is null);
        hunt["properties"]!["query"] = "SecurityEvent | take 99";
        lab.Emulator.Seed($"{Lab.Searches}/{Lab.Id(2)}", hunt);
        lab.Emulator.Remove($"{Lab.Searches}/Logons");
        var row = lab.Emulator.Below($"{Lab.Watchlists}/VipHosts/watchlistItems")[0];
        row["properties"]!["itemsKeyValue"]!["Owner"] = "Nobody";
        lab.Emulator.Seed(row["id"]!.GetValue<string>(), row);
        var report = await lab.Workspace.FindDriftAsync(Content, lab.Store, CancellationToken.None);
        Assert.That(report.Items.Select(i => (i.Kind, i.State, string.Join(' ', i.Changes.Select(c => c.Path)))), Is.EquivalentTo(new[]
        {
            (ResourceKind.HuntingQuery, DriftState.Edited, "query"), (ResourceKind.Watchlist, DriftState.Edited, "rows"), (ResourceKind.Parser, DriftState.Deleted, ""),
        }));
    }

    [Test]
    public async Task Name_that_is_there_in_other_letters_is_the_same_and_keeps_them()
    {
        using var lab = new Lab();
        lab.Emulator.Seed($"{Lab.Rules}/{Lab.Id(1).ToUpperInvariant()}", Lab.Body(1, severity: "High"));
        _ = await lab.ApplyAsync(await lab.Workspace.PlanAdoptionAsync(Lab.Content(1), [], CancellationToken.None));
        lab.Emulator.Expect();
        _ = await lab.DeployAsync(Lab.Content(1));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lab.Emulator.Log, Has.Member($"PUT {Lab.Rules}/{Lab.Id(1).ToUpperInvariant()}"));
            Assert.That(lab.Emulator.Below(Lab.Rules).Single()["properties"]!["severity"]!.GetValue<string>(), Is.EqualTo("Low"));
            Assert.That((await lab.PlanAsync(Lab.Content(1))).Items, Is.Empty);
        }
    }

    [Test]
    public async Task Watchlist_whose_rows_could_not_be_kept_is_not_rolled_back_silently()
    {
        using var lab = new Lab();
        _ = await lab.DeployAsync(Content);
        lab.Emulator.Expect(new Fault(FaultKind.NotFound, Times: 100, Path: "/watchlistItems"));
        _ = await lab.DeployAsync(Lab.Content(Lab.Rule(1), Lab.Hunt(2), Lab.Function("Logons"), Lab.Watchlist("VipHosts", "Host,Owner\nws-01,Helpdesk\n")));
        var plan = await lab.Workspace.PlanRollbackAsync(JournalRecord.Read(lab.Store.LatestJournal()!), CancellationToken.None);
        Assert.That((plan.Items.Single().Action, plan.Items.Single().Reason), Is.EqualTo((PlanAction.Blocked, "the rows that it had were not to be had when it was written")));
    }

    private static JsonObject Search(string category, string? alias)
    {
        var properties = new JsonObject { ["category"] = category, ["displayName"] = "x", ["query"] = "Usage", ["version"] = 2 };
        if (alias is not null)
        {
            properties["functionAlias"] = alias;
        }

        return new JsonObject { ["properties"] = properties };
    }
}
