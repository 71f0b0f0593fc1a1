using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using ContentGen.Deploy.Applying;
using ContentGen.Deploy.Model;
using ContentGen.Deploy.Planning;
using ContentGen.Emulator;

namespace ContentGen.Deploy.Tests;

/// <summary>Killed at any moment of a deployment, or of a rollback: going on and going back both end where they should, from the same image.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class CrashTests
{
    private static readonly EmulatorOptions NoTombstones = new() { Tombstone = TimeSpan.Zero };

    private const string Csv = "Host,Owner\nws-09,Helpdesk\n";

    // Of rules: one new, one changed, one deleted, one left alone, one that is only marked, one that is not ours. Of the rest: new and changed.
    private static DesiredContent Content => Lab.Content(
        Lab.Rule(1), Lab.Rule(2, Lab.Body(2, severity: "High")), Lab.Rule(4), Lab.Rule(5),
        Lab.Watchlist("Vip", Csv), Lab.Watchlist("Desks", Csv, "In other words."), Lab.Watchlist("Servers"), Lab.Function("Logons", "SecurityEvent | take 5"), Lab.Function("Hosts"), Lab.Hunt(11));

    private static DesiredContent Before => Lab.Content(Lab.Rule(2), Lab.Rule(3), Lab.Rule(4), Lab.Watchlist("Vip"), Lab.Watchlist("Desks"), Lab.Watchlist("Old"), Lab.Function("Logons"), Lab.Hunt(12));

    private static Lab Create() => new(NoTombstones, "prune: delete\n");

    [Test]
    public async Task Deployment_killed_at_any_moment_can_be_resumed_and_rolled_back()
    {
        using var lab = Create();
        lab.Seed(901);
        _ = await lab.DeployAsync(Before);
        lab.Seed(5);
        lab.Edit(3, p => p["customDetails"] = new JsonObject { ["Who"] = "Account" });
        var before = lab.Picture();
        var images = await RecordAsync(lab, await lab.PlanAsync(Content));
        Assert.That(images, Has.Count.GreaterThan(30));
        foreach (var image in images)
        {
            using (var resumed = image.Restore(Create))
            {
                await ResumeAsync(resumed, image);
                resumed.AssertDeployed(Content, 901);
            }

            using var undone = image.Restore(Create);
            await RollBackAsync(undone, image);
            Assert.That(undone.Picture(), Is.EqualTo(before), image.When);
        }
    }

    [Test]
    public async Task Rollback_killed_at_any_moment_can_be_resumed()
    {
        using var lab = Create();
        lab.Seed(901);
        _ = await lab.DeployAsync(Before);
        lab.Seed(5);
        var before = lab.Picture();
        _ = await lab.DeployAsync(Content);
        lab.AssertDeployed(Content, 901);
        var images = await RecordAsync(lab, await lab.Workspace.PlanRollbackAsync(JournalRecord.Read(lab.Store.LatestJournal()!), CancellationToken.None));
        Assert.That(images, Has.Count.GreaterThan(30));
        foreach (var image in images)
        {
            using var resumed = image.Restore(Create);
            await ResumeAsync(resumed, image);
            Assert.That(resumed.Picture(), Is.EqualTo(before), image.When);
        }
    }

    // The lines of the journal are what a run has to go by: without one of them, at any byte of it, it is as if the kill had come there.
    [Test]
    public async Task Journal_torn_at_any_byte_of_its_last_line_is_as_good_as_the_line_before()
    {
        using var lab = Create();
        _ = await lab.DeployAsync(Lab.Content(Lab.Rule(2), Lab.Rule(3)));
        var before = lab.Picture();
        var content = Lab.Content(Lab.Rule(2, Lab.Body(2, severity: "High")), Lab.Rule(3));
        var images = await RecordAsync(lab, await lab.PlanAsync(content));
        var last = images.First(i => i.When.StartsWith("before PUT", StringComparison.Ordinal));
        var line = Array.LastIndexOf(last.Journal!, (byte)'\n', last.Journal!.Length - 2) + 1;
        for (var length = line; length < last.Journal!.Length; length += 13)
        {
            // The line speaks of a write that then was never sent.
            var torn = last with { When = $"torn at {length}", Journal = last.Journal[..length] };
            using var resumed = torn.Restore(Create);
            await ResumeAsync(resumed, torn);
            resumed.AssertDeployed(content);
            using var undone = torn.Restore(Create);
            await RollBackAsync(undone, torn);
            Assert.That(undone.Picture(), Is.EqualTo(before), torn.When);
        }
    }

    private static async Task<List<CrashImage>> RecordAsync(Lab lab, Plan plan)
    {
        var recorder = new CrashRecorder(lab) { Journal = lab.Store.NewJournal(TimeProvider.System.GetUtcNow()) };
        lab.Connection = Lab.Fast(new HttpClientTransport(new HttpClient(recorder)));
        _ = await lab.Workspace.ApplyAsync(plan, recorder.Journal, _ => recorder.Take("after an item"), CancellationToken.None);
        recorder.Take("after the end");
        return recorder.Images;
    }

    private static async Task ResumeAsync(Lab lab, CrashImage image) =>
        Assert.That(await lab.ResumeAsync(), Is.All.Matches<ItemResult>(r => r!.IsSuccess), image.When);

    private static async Task RollBackAsync(Lab lab, CrashImage image)
    {
        var plan = await lab.Workspace.PlanRollbackAsync(JournalRecord.Read(lab.Store.LatestJournal()!), CancellationToken.None);
        Assert.That(await lab.ApplyAsync(plan), Is.All.Matches<ItemResult>(r => r!.IsSuccess), image.When);
    }
}
