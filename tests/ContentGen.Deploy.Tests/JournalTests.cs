using System.Text;
using System.Text.Json.Nodes;
using ContentGen.Deploy.Applying;
using ContentGen.Deploy.Planning;
using ContentGen.Deploy.Service;
using ContentGen.Emulator;

namespace ContentGen.Deploy.Tests;

/// <summary>Going on and going back.</summary>
public sealed class JournalTests
{
    private static readonly EmulatorOptions NoTombstones = new() { Tombstone = TimeSpan.Zero };

    // What is there, and what the content makes of it: one new, one changed, one deleted, one left alone.
    private static async Task<DesiredContentPair> PrepareAsync(Lab lab)
    {
        lab.Seed(901);
        _ = await lab.DeployAsync(Lab.Content(Lab.Rule(2), Lab.Rule(3), Lab.Rule(4)));
        lab.Edit(2, p => p["severity"] = "Medium");
        lab.Edit(3, p => p["customDetails"] = new JsonObject { ["Who"] = "Account" });
        return new DesiredContentPair(Lab.Content(Lab.Rule(1), Lab.Rule(2, Lab.Body(2, severity: "High")), Lab.Rule(4)), lab.Picture());
    }

    [Test]
    public async Task Rollback_restores_exactly_what_was_there()
    {
        using var lab = new Lab(NoTombstones, "prune: delete\n");
        var (content, before) = await PrepareAsync(lab);
        _ = await lab.DeployAsync(content);
        Assert.That(lab.Picture(), Is.Not.EqualTo(before));
        var plan = await lab.Workspace.PlanRollbackAsync(JournalRecord.Read(lab.Store.LatestJournal()!), CancellationToken.None);
        var results = await lab.ApplyAsync(plan);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(results, Is.All.Matches<ItemResult>(r => r!.IsSuccess));
            Assert.That(lab.Picture(), Is.EqualTo(before));
        }
    }

    [Test]
    public async Task Rollback_leaves_alone_what_somebody_changed_since()
    {
        using var lab = new Lab(NoTombstones);
        var content = Lab.Content(2);
        _ = await lab.DeployAsync(content);
        lab.Edit(1, p => p["severity"] = "High");
        var plan = await lab.Workspace.PlanRollbackAsync(JournalRecord.Read(lab.Store.LatestJournal()!), CancellationToken.None);
        Assert.That(plan.Items.ToDictionary(i => i.Id, i => i.Action), Is.EquivalentTo(new Dictionary<string, PlanAction> { [Lab.Id(1)] = PlanAction.Blocked, [Lab.Id(2)] = PlanAction.Delete }));
    }

    [Test]
    public void New_journal_is_the_latest_even_within_a_millisecond_and_when_the_clock_goes_back()
    {
        using var lab = new Lab();
        var now = new DateTimeOffset(2026, 5, 1, 12, 0, 0, 123, TimeSpan.Zero).AddTicks(77);
        foreach (var time in new[] { now, now, now.AddTicks(1), now.AddHours(-1) })
        {
            var journal = lab.Store.NewJournal(time);
            File.WriteAllText(journal, "");
            Assert.That(lab.Store.LatestJournal(), Is.EqualTo(journal));
        }
    }

    [Test]
    public async Task Journal_cut_off_anywhere_in_its_last_lines_is_read_up_to_the_last_whole_line()
    {
        using var lab = new Lab();
        var content = Lab.Content(3);
        _ = await lab.DeployAsync(content);
        var journal = lab.Store.LatestJournal()!;
        var bytes = await File.ReadAllBytesAsync(journal);
        var first = Array.IndexOf(bytes, (byte)'\n') + 1;
        for (var length = first; length < bytes.Length; length += 97)
        {
            await File.WriteAllBytesAsync(journal, bytes[..length]);
            var record = JournalRecord.Read(journal);
            Assert.That((record.Plan.Items.Length, record.IsEnded), Is.EqualTo((3, false)));
            Assert.That((await lab.Workspace.ResumeAsync(record, journal, _ => { }, CancellationToken.None)).Items, Is.All.Matches<ItemResult>(r => r!.IsSuccess));
            Assert.That(JournalRecord.Read(journal).IsEnded, Is.True);
        }

        await File.WriteAllBytesAsync(journal, bytes[..(first - 1)]);
        Assert.That(() => JournalRecord.Read(journal), Throws.TypeOf<PlanException>());
        await File.WriteAllBytesAsync(journal, [.. bytes[..first], .. "{\"entry\":\"nonsense\"}\n"u8, .. bytes[first..]]);
        Assert.That(() => JournalRecord.Read(journal), Throws.TypeOf<PlanException>());
    }

    [Test]
    public async Task Rule_that_moved_since_the_plan_is_refused_and_the_rest_goes_on()
    {
        using var lab = new Lab();
        _ = await lab.DeployAsync(Lab.Content(2));
        var plan = await lab.PlanAsync(Lab.Content(3, "SecurityEvent | take 1"));
        lab.Edit(1, p => p["severity"] = "High");
        lab.Seed(3, Lab.Body(3, severity: "High"));
        var edited = lab.Hashes();
        var results = await lab.ApplyAsync(plan);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(results.Select(r => r.Outcome), Is.EqualTo(new[] { Outcome.Refused, Outcome.Done, Outcome.Refused }));
            Assert.That((lab.Hashes()[Lab.Id(1)], lab.Hashes()[Lab.Id(3)]), Is.EqualTo((edited[Lab.Id(1)], edited[Lab.Id(3)])));
        }
    }

    [Test]
    public async Task Plans_that_were_tampered_with_or_are_for_another_workspace_are_refused()
    {
        using var lab = new Lab();
        var plan = await lab.PlanAsync(Lab.Content(1));
        var text = PlanFile.Print(plan);
        Assert.That(PlanFile.HashOf(PlanFile.Read(text)), Is.EqualTo(PlanFile.HashOf(plan)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => PlanFile.Read(text.Replace("4625", "4624", StringComparison.Ordinal)), Throws.TypeOf<PlanException>());
            Assert.That(() => PlanFile.Read(text.Replace("\"create\"", "\"keep\"", StringComparison.Ordinal)), Throws.TypeOf<PlanException>());
            Assert.That(() => PlanFile.Read(text[..^20]), Throws.TypeOf<PlanException>());
            Assert.That(() => PlanFile.Read("[]"), Throws.TypeOf<PlanException>());
            Assert.That(() => PlanFile.Read("{}"), Throws.TypeOf<PlanException>());
            Assert.That(() => PlanFile.Read(new StringBuilder().Append('[', 100_000).ToString()), Throws.TypeOf<PlanException>());
        }

        using var other = new Lab();
        other.Target = Lab.TargetOf("http://127.0.0.1:2");
        Assert.That(() => other.ApplyAsync(plan), Throws.TypeOf<PlanException>());
        Assert.That(other.Emulator.Log, Is.Empty);
    }

    [Test]
    public async Task Journals_are_for_their_owner_only_and_hold_no_token()
    {
        using var lab = new Lab();
        lab.Emulator.Expect(new Fault(FaultKind.Forbidden, 8), new Fault(FaultKind.BadRequest, 9));
        _ = await lab.DeployAsync(Lab.Content(5));
        foreach (var file in Directory.GetFiles(lab.Folder))
        {
            using (Assert.EnterMultipleScope())
            {
                Assert.That(await File.ReadAllTextAsync(file), Does.Not.Contain(Lab.Token));
                if (!OperatingSystem.IsWindows())
                {
                    Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
                }
            }
        }
    }

    [Test]
    public void Token_that_the_service_says_back_is_not_repeated()
    {
        var error = new AzureException();
        using var lab = new Lab();
        lab.Connection = Lab.Fast(new Azure.Core.Pipeline.HttpClientTransport(new HttpClient(new EchoHandler())));
        try
        {
            _ = lab.PlanAsync(Lab.Content(1)).GetAwaiter().GetResult();
        }
        catch (AzureException e)
        {
            error = e;
        }

        Assert.That(error.Line, Does.Contain("403").And.Contain("[token]").And.Not.Contain(Lab.Token));
    }

    private sealed record DesiredContentPair(Model.DesiredContent Content, string[] Before);

    private sealed class EchoHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.Forbidden)
        {
            RequestMessage = request,
            Content = new StringContent($"{{\"error\":{{\"code\":\"AuthorizationFailed\",\"message\":\"not with {request.Headers.Authorization}\"}}}}"),
        });
    }
}
