using System.Diagnostics;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Hosting;

namespace ContentGen.Kusto.Tests;

public sealed class LanguageHostTests
{
    private const string Sound = "SecurityEvent | where EventID == 4624 | project TimeGenerated, Account";

    [Test]
    public async Task Sound_query_has_columns_and_no_findings()
    {
        using var host = new LanguageHost(TestHost.Options());
        var bound = await host.BindAsync(TestHost.Query(Sound), CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bound.Diagnostics, Is.Empty);
            Assert.That(bound.ResultColumns!.Value.Select(c => $"{c.Name}:{c.Type}"), Is.EqualTo(new[] { "TimeGenerated:datetime", "Account:string" }));
            Assert.That(bound.Tables, Is.EqualTo(new[] { "SecurityEvent" }));
            Assert.That(bound.Columns, Is.EqualTo(new[] { "SecurityEvent.Account", "SecurityEvent.EventID", "SecurityEvent.TimeGenerated" }));
        }
    }

    [Test]
    public async Task Unknown_column_is_found_with_the_librarys_code_and_place()
    {
        using var host = new LanguageHost(TestHost.Options());
        var bound = await host.BindAsync(TestHost.Query("DeviceFileEvents | where AccountName == 'x'"), CancellationToken.None);
        var found = bound.Diagnostics.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Code, Is.EqualTo("KS142"));
            Assert.That(found.Severity, Is.EqualTo(Severity.Error));
            Assert.That(found.Span, Is.EqualTo(new ContentGen.Core.Text.TextSpan(25, 11)));
        }
    }

    [Test]
    public async Task Plain_load_and_snapshot_give_the_same_answer()
    {
        using var quick = new LanguageHost(TestHost.Options());
        using var plain = new LanguageHost(TestHost.Options() with { SnapshotFolder = null });
        var query = TestHost.Query("SigninLogs | summarize count() by bin(TimeGenerated, 1h), UserPrincipalName | where nope > 1");
        var (a, b) = (await quick.BindAsync(query, CancellationToken.None), await plain.BindAsync(query, CancellationToken.None));
        Assert.That(TreeText.Of(a), Is.EqualTo(TreeText.Of(b)));
    }

    [Test]
    public async Task Bare_column_of_FileProfile_is_accepted_and_places_behind_it_stay_right()
    {
        using var host = new LanguageHost(TestHost.Options());
        var defender = ContentGen.Kusto.Catalog.SchemaCatalog.Create(Core.Content.QueryEnvironment.DefenderXdr, Catalog.ContentSchemas.Empty);
        const string Text = "DeviceFileEvents | invoke FileProfile(SHA1, 100) | where nope";
        var bound = await host.BindAsync(new QueryText(Text, defender), CancellationToken.None);
        Assert.That(bound.Diagnostics.Select(d => Text.Substring(d.Span.Start, d.Span.Length)), Is.All.EqualTo("nope"));
    }

    [TestCase("SecurityEvent | take 1 😀")]
    [TestCase("SecurityEvent | where Account == '\\ud83d' and 😀 > 1")]
    public async Task Half_of_a_surrogate_pair_in_a_message_is_no_failure(string query)
    {
        using var host = new LanguageHost(TestHost.Options());
        var bound = await host.BindAsync(TestHost.Query(query), CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bound.Failure, Is.EqualTo(BindFailure.None));
            Assert.That(bound.Diagnostics, Is.Not.Empty);
            Assert.That(bound.Tree!.Root.Kind, Is.EqualTo("QueryBlock"));
        }
    }

    [Test]
    public async Task Missing_Node_is_said_plainly()
    {
        using var host = new LanguageHost(TestHost.Options() with { NodePath = null });
        var e = await Assert.ThrowsAsync<LanguageHostException>(() => host.BindAsync(TestHost.Query(Sound), CancellationToken.None));
        Assert.That(e!.Message, Does.Contain("Node.js 20").And.Contain("PATH"));
    }

    [TestCase("exit 1", TestName = "Node_that_ends_at_once_is_said_plainly")]
    [TestCase("head -c 10485760 /dev/urandom | tr -d '\\n'; exit 0", TestName = "Node_that_writes_10_MB_of_garbage_is_said_plainly")]
    [TestCase("yes garbage", TestName = "Node_that_never_stops_talking_is_said_plainly")]
    [TestCase("sleep 600", TestName = "Node_that_hangs_at_the_start_is_said_plainly")]
    [TestCase("echo '{\"ready\":true,\"node\":\"16.20.2\"}'; cat > /dev/null", TestName = "Node_that_is_too_old_is_said_plainly")]
    public async Task Node_that_is_none_is_said_plainly(string shell)
    {
        var options = TestHost.Options() with { NodePath = TestHost.Fake(shell), SnapshotFolder = null, StartTimeLimit = TimeSpan.FromSeconds(3), MaxAnswerBytes = 1 << 20 };
        using var host = new LanguageHost(options);
        var e = await Assert.ThrowsAsync<LanguageHostException>(() => host.BindAsync(TestHost.Query(Sound), CancellationToken.None));
        Assert.That(e!.Message, Does.StartWith("Node.js 20 or newer is needed"));
    }

    [TestCase("echo nonsense; echo nonsense", ExpectedResult = BindFailure.Crashed, TestName = "Nonsense_for_an_answer_is_a_failure_of_that_query")]
    [TestCase("echo '{\"id\":7}'; echo '{}'", ExpectedResult = BindFailure.Crashed, TestName = "Answer_to_another_question_is_a_failure_of_that_query")]
    [TestCase("exit 0", ExpectedResult = BindFailure.Crashed, TestName = "End_in_the_middle_is_a_failure_of_that_query")]
    [TestCase("sleep 600", ExpectedResult = BindFailure.TimedOut, TestName = "Hang_in_the_middle_is_a_failure_of_that_query")]
    [TestCase("head -c 10485760 /dev/zero", ExpectedResult = BindFailure.Crashed, TestName = "10_MB_without_an_end_is_a_failure_of_that_query")]
    public async Task<BindFailure> Host_that_breaks_is_a_failure_of_that_query(string shell)
    {
        var fake = TestHost.Fake("echo '{\"ready\":true,\"node\":\"20.0.0\"}'; read line; " + shell);
        var options = TestHost.Options() with { NodePath = fake, SnapshotFolder = null, QueryTimeLimit = TimeSpan.FromSeconds(2), MaxAnswerBytes = 1 << 20 };
        using var host = new LanguageHost(options);
        return (await host.BindAsync(TestHost.Query(Sound), CancellationToken.None)).Failure;
    }

    [Test]
    public async Task Snapshot_that_is_damaged_is_not_used()
    {
        var options = TestHost.Options() with { SnapshotFolder = TestFolders.Temporary(), SnapshotTimeLimit = TimeSpan.FromMinutes(10) };
        var path = new StartupSnapshot(options, () => "any").GetOrBuild(CancellationToken.None)!;
        var bytes = await File.ReadAllBytesAsync(path);

        // From here on none can be built.
        var unable = options with { SnapshotTimeLimit = TimeSpan.Zero };
        foreach (var at in Enumerable.Range(0, 20).Select(i => (int)((long)(bytes.Length - 1) * i / 19)))
        {
            bytes[at] ^= 4;
            Assert.That(await FindAsync(bytes), Is.Null, $"byte {at}");
            Assert.That(File.Exists(path), Is.False, $"byte {at}");
            bytes[at] ^= 4;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await FindAsync(bytes[..^1]), Is.Null, "cut");
            Assert.That(await FindAsync([]), Is.Null, "empty");
            Assert.That(await FindAsync([.. bytes, 0]), Is.Null, "a byte more");
            Assert.That(await FindAsync(bytes), Is.EqualTo(path), "whole");
            Assert.That(new StartupSnapshot(unable, () => "another").GetOrBuild(CancellationToken.None), Is.Null, "of another version");
        }

        async Task<string?> FindAsync(byte[] content)
        {
            await File.WriteAllBytesAsync(path, content);
            return new StartupSnapshot(unable, () => "any").GetOrBuild(CancellationToken.None);
        }
    }

    [Test]
    public async Task Ten_megabytes_of_garbage_for_a_query_are_refused()
    {
        using var host = new LanguageHost(TestHost.Options());
        var garbage = new string('{', 10_000_000);
        Assert.That((await host.BindAsync(TestHost.Query(garbage), CancellationToken.None)).Failure, Is.EqualTo(BindFailure.TooLong));
    }

    [TestCase("(", ")")]
    [TestCase("not(", ")")]
    [TestCase("[", "]")]
    public async Task Query_nested_without_end_is_answered_and_the_next_one_too(string open, string close)
    {
        using var host = new LanguageHost(TestHost.Options() with { MaxProcesses = 1, QueryTimeLimit = TimeSpan.FromSeconds(4) });
        var count = 90_000 / (open.Length + close.Length);
        var deep = "print x = " + string.Concat(Enumerable.Repeat(open, count)) + "true" + string.Concat(Enumerable.Repeat(close, count));
        var bound = await host.BindAsync(TestHost.Query(deep), CancellationToken.None);
        var next = await host.BindAsync(TestHost.Query(Sound), CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bound.Failure != BindFailure.None || bound.Diagnostics.Length > 0, Is.True);
            Assert.That(next.Diagnostics, Is.Empty);
            Assert.That(next.Failure, Is.EqualTo(BindFailure.None));
        }
    }

    [TestCase("(", "1", ")", 1_200)]
    [TestCase("f(", "1", ")", 1_200)]
    [TestCase("(union (", "print 1", "))", 500)]
    [TestCase("-", "1", "", 3_000)]
    public async Task Query_nested_more_deeply_than_the_library_binds_is_its_own_finding(string open, string inside, string close, int depth)
    {
        using var host = new LanguageHost(TestHost.Options());
        var bound = await host.BindAsync(TestHost.Query("print x = " + string.Concat(Enumerable.Repeat(open, depth)) + inside + string.Concat(Enumerable.Repeat(close, depth))), CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bound.Failure, Is.EqualTo(BindFailure.None));
            Assert.That(bound.Diagnostics.Select(d => d.Code), Does.Contain("KS245"));
            Assert.That(() => bound.Tree, Throws.Nothing);
        }
    }

    [Test]
    public async Task Processes_that_are_killed_lose_nothing()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("The test finds its child processes in /proc.");
        }

        using var host = new LanguageHost(TestHost.Options());
        using var stop = new CancellationTokenSource();
        var killed = 0;
        var killer = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested && killed < 6)
            {
                await Task.Delay(350);
                foreach (var node in Children("node"))
                {
                    node.Kill();
                    killed++;
                }
            }
        });
        var queries = Enumerable.Range(0, 150).Select(i => $"SecurityEvent | where EventID == {i} | extend X{i} = nope{i} | summarize count() by Computer").ToList();
        var answers = await Task.WhenAll(queries.Select(q => host.BindAsync(TestHost.Query(q), CancellationToken.None)));
        await stop.CancelAsync();
        await killer;
        for (var i = 0; i < answers.Length; i++)
        {
            // A process that is killed while it has the same query twice costs that query, and says so.
            if (answers[i].Failure == BindFailure.None)
            {
                Assert.That(answers[i].Diagnostics.Single().Message, Does.Contain($"'nope{i}'"));
            }
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(killed, Is.GreaterThan(0));
            Assert.That(answers.Count(a => a.Failure != BindFailure.None), Is.LessThanOrEqualTo(4));
            Assert.That(answers.Where(a => a.Failure != BindFailure.None).Select(a => a.Failure), Is.All.EqualTo(BindFailure.Crashed));
        }
    }

    [Test]
    public async Task Process_that_is_frozen_costs_its_query_and_no_other()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("The test finds its child processes in /proc.");
        }

        using var host = new LanguageHost(TestHost.Options() with { MaxProcesses = 1, QueryTimeLimit = TimeSpan.FromSeconds(2) });
        _ = await host.BindAsync(TestHost.Query(Sound), CancellationToken.None);
        foreach (var node in Children("node"))
        {
            using var kill = Process.Start("kill", ["-STOP", node.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
        }

        var frozen = await host.BindAsync(TestHost.Query(Sound), CancellationToken.None);
        var next = await host.BindAsync(TestHost.Query(Sound), CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(frozen.Failure, Is.EqualTo(BindFailure.TimedOut));
            Assert.That(next.Failure, Is.EqualTo(BindFailure.None));
        }
    }

    private static IEnumerable<Process> Children(string name)
    {
        foreach (var process in Process.GetProcessesByName(name))
        {
            var stat = File.Exists($"/proc/{process.Id}/stat") ? TryRead($"/proc/{process.Id}/stat") : null;
            if (stat is not null && stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1] == Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture))
            {
                yield return process;
            }
        }
    }

    private static string? TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
