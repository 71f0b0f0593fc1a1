using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ContentGen.Deploy.Applying;
using ContentGen.Deploy.Model;
using ContentGen.Deploy.Planning;
using ContentGen.Deploy.Service;
using ContentGen.Emulator;

namespace ContentGen.Deploy.Tests;

/// <summary>
/// Every fault at every request of a deployment of 20 rules; afterwards going on, or a second run, ends in the content. One of both after
/// each fault, in turns over requests and faults; both with CONTENTGEN_FULL=1.
/// </summary>
[Parallelizable(ParallelScope.Children)]
public sealed class FaultTests
{
    private const int Rules = 20;


    private static readonly int[] Unmanaged = [901, 902];

    // What runs find in the workspace, by content: the same for thousands of them.
    private static readonly ConcurrentDictionary<string, Task<Dictionary<string, JsonObject>>> Workspaces = new(StringComparer.Ordinal);

    private static IEnumerable<string> Kinds => Enum.GetNames<FaultKind>().Where(k => k is not (nameof(FaultKind.Hang) or nameof(FaultKind.HangAfter)));

    [TestCaseSource(nameof(Kinds))]
    public async Task Fault_at_any_request_is_overcome(string kind)
    {
        var requests = await RunAsync(new Fault(FaultKind.Latency, int.MaxValue), times: 1);
        Assert.That(requests, Is.GreaterThan(4 * Rules));
        for (var at = 1; at <= requests; at++)
        {
            _ = await RunAsync(new Fault(Enum.Parse<FaultKind>(kind), at) { Seconds = 0 }, times: 1);
        }

        await TestContext.Out.WriteLineAsync($"{kind}: {requests} requests");
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task Fault_at_any_request_about_what_rules_use_is_overcome(string kind)
    {
        const string csv = "Host,Owner\nws-09,Helpdesk\n";
        var before = Lab.Content(Lab.Rule(2), Lab.Watchlist("Vip"), Lab.Watchlist("Old"), Lab.Function("Logons"), Lab.Hunt(12));
        var content = Lab.Content(
            Lab.Rule(1), Lab.Rule(2), Lab.Watchlist("Vip", csv), Lab.Watchlist("Servers"), Lab.Function("Logons", "SecurityEvent | take 5"), Lab.Function("Hosts"), Lab.Hunt(12, "SecurityEvent | take 1"));
        var requests = await RunAsync(new Fault(FaultKind.Latency, int.MaxValue), 1, before, content);
        Assert.That(requests, Is.GreaterThan(30));
        for (var at = 1; at <= requests; at++)
        {
            _ = await RunAsync(new Fault(Enum.Parse<FaultKind>(kind), at) { Seconds = 0 }, 1, before, content);
        }
    }

    [TestCase(nameof(FaultKind.ServerError))]
    [TestCase(nameof(FaultKind.ThrottleSilently))]
    [TestCase(nameof(FaultKind.Reset))]
    [TestCase(nameof(FaultKind.ResetAfter))]
    [TestCase(nameof(FaultKind.Truncate))]
    [TestCase(nameof(FaultKind.EtagConflict))]
    [TestCase(nameof(FaultKind.ExpiredToken))]
    public async Task Fault_that_lasts_longer_than_all_retries_is_overcome(string kind)
    {
        for (var at = 1; at <= 4 * Rules; at += 5)
        {
            _ = await RunAsync(new Fault(Enum.Parse<FaultKind>(kind), at, Times: 40) { Seconds = 0 }, times: 40);
        }
    }

    // A third of the rules is new, a third changed, a third to be deleted; two are not ours.
    private static Task<int> RunAsync(Fault fault, int times) => RunAsync(
        fault, times, Lab.Content([.. Enumerable.Range(8, 19).Select(n => Lab.Rule(n))]),
        Lab.Content([.. Enumerable.Range(1, 14).Select(n => Lab.Rule(n, n < 8 ? null : Lab.Body(n, severity: "High"))), .. Enumerable.Range(15, 6).Select(n => Lab.Rule(n))]));

    // From the same fault: going on with the journal, or starting anew.
    private static async Task<int> RunAsync(Fault fault, int times, DesiredContent before, DesiredContent content)
    {
        var goesOn = (fault.At + (int)fault.Kind) % 2 == 0;
        if (Sampling.IsWhole)
        {
            _ = await RunAsync(fault with { }, times, before, content, !goesOn);
        }

        return await RunAsync(fault, times, before, content, goesOn);
    }

    private static async Task<int> RunAsync(Fault fault, int times, DesiredContent before, DesiredContent content, bool goesOn)
    {
        using var lab = new Lab(more: "prune: delete\n");
        foreach (var (path, resource) in await Workspaces.GetOrAdd(before.ManifestHash, _ => DeployedAsync(before)))
        {
            lab.Emulator.Seed(path, resource);
        }

        lab.Emulator.Expect(fault);
        var journals = Directory.GetFiles(lab.Folder, "*.journal").Length;
        try
        {
            _ = await lab.DeployAsync(content);
        }
        catch (AzureException)
        {
            // The plan could not be made; nothing was written.
        }

        var requests = lab.Emulator.Log.Count;
        lab.Emulator.Expect();
        // A run that came to its end leaves nothing to go on with; and where the plan itself was made from a false reading, only another one helps.
        var isDone = goesOn && Directory.GetFiles(lab.Folder, "*.journal").Length > journals
            && JournalRecord.Read(lab.Store.LatestJournal()!).Open.Any() && (await lab.ResumeAsync()).All(r => r.IsSuccess);
        if (!isDone)
        {
            _ = await lab.DeployAsync(content);
        }

        lab.AssertDeployed(content, Unmanaged);
        var left = await lab.PlanAsync(content);
        Assert.That(left.Items.Where(i => i.Action != PlanAction.Keep), Is.Empty, $"{fault.Kind} at {fault.At}, {times} times");
        return requests;
    }

    private static async Task<Dictionary<string, JsonObject>> DeployedAsync(DesiredContent before)
    {
        using var lab = new Lab();
        foreach (var n in Unmanaged)
        {
            lab.Seed(n);
        }

        _ = await lab.DeployAsync(before);
        return lab.Resources().ToDictionary(r => r["id"]!.GetValue<string>(), r => r, StringComparer.Ordinal);
    }
}
