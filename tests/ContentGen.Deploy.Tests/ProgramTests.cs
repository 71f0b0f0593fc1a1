using System.Globalization;
using System.Text.Json.Nodes;
using ContentGen.Deploy.Planning;
using ContentGen.Emulator;

namespace ContentGen.Deploy.Tests;

/// <summary>The program as users run it, against an emulator behind a port.</summary>
public sealed class ProgramTests
{
    private SentinelEmulator _emulator = null!;
    private EmulatorServer _server = null!;
    private ContentProject _project = null!;

    [SetUp]
    public void Start()
    {
        _emulator = new SentinelEmulator(new EmulatorOptions { Tombstone = TimeSpan.Zero });
        _server = new EmulatorServer(_emulator, 0);
        _project = new ContentProject();
        Write("rules/one.yaml", Rule(1));
        Write("rules/two.yaml", Rule(2));
        _project.Write("lab", "law-lab", _server.Endpoint);
    }

    [TearDown]
    public void Stop()
    {
        _server.Dispose();
        _emulator.Dispose();
        _project.Dispose();
    }

    [Test]
    public async Task Plan_deploy_drift_and_rollback_do_what_they_say()
    {
        var first = await RunAsync("plan", "--workspace", "lab", "-o", "plan.json", "--detailed-exitcode");
        Assert.That((first.ExitCode, first.Out), Is.EqualTo((1, $"lab: 2 to create\n+ create  Rule 0001 ({Lab.Id(1)})\n+ create  Rule 0002 ({Lab.Id(2)})\n")), first.Error);
        var plan = JsonNode.Parse(await File.ReadAllTextAsync(At("plan.json")))!;
        Assert.That((plan["workspace"]!.GetValue<string>(), plan["items"]![0]!["action"]!.GetValue<string>()), Is.EqualTo(("lab", "create")));

        var old = await RunAsync("deploy", "--plan", "plan.json", "--max-age", "0s");
        var other = await RunAsync("deploy", "--plan", "plan.json", "--workspace", "elsewhere");
        Write("tampered.json", (await File.ReadAllTextAsync(At("plan.json"))).Replace("4625", "4626", StringComparison.Ordinal));
        var tampered = await RunAsync("deploy", "--plan", "tampered.json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new[] { old, other, tampered }.Select(r => r.ExitCode), Is.All.EqualTo(1));
            Assert.That(old.Error, Does.Contain("too old"));
            Assert.That(other.Error, Does.Contain("not for 'elsewhere'"));
            Assert.That(tampered.Error, Does.Contain("changed after it was made"));
            Assert.That(_emulator.Below(Lab.Rules), Is.Empty);
        }

        var deployed = await RunAsync("deploy", "--plan", "plan.json");
        Assert.That((deployed.ExitCode, deployed.Out), Is.EqualTo((0, "lab: 2 created\n")), deployed.Error);
        var clean = await RunAsync("plan", "--workspace", "lab", "--detailed-exitcode");
        Assert.That((clean.ExitCode, clean.Out), Is.EqualTo((0, "lab: nothing to do\n")), clean.Error);
        _emulator.Expect();
        Assert.That((await RunAsync("deploy", "--workspace", "lab", "--yes")).ExitCode, Is.Zero);
        Assert.That(_emulator.Log, Has.None.StartsWith("PUT"));

        var rule = _emulator.Below(Lab.Rules)[0];
        rule["properties"]!["severity"] = "High";
        _emulator.Seed($"{Lab.Rules}/{Lab.Id(1)}", rule);
        var drift = await RunAsync("drift", "--workspace", "lab", "--format", "json", "--detailed-exitcode");
        var item = JsonNode.Parse(drift.Out)!["items"]!.AsArray().Single()!;
        Assert.That((drift.ExitCode, item["state"]!.GetValue<string>(), item["changes"]![0]!["path"]!.GetValue<string>()), Is.EqualTo((1, "edited", "severity")));
        Assert.That((await RunAsync("drift", "--workspace", "lab", "--absorb")).Error, Does.Contain("rules/one.yaml: absorbed severity"));
        Assert.That(await File.ReadAllTextAsync(At("rules/one.yaml")), Is.EqualTo(Rule(1).Replace("Low", "High", StringComparison.Ordinal)));
        Assert.That((await RunAsync("plan", "--workspace", "lab")).Out, Does.Contain("to adopt"));
        rule["properties"]!["severity"] = "Low";
        _emulator.Seed($"{Lab.Rules}/{Lab.Id(1)}", rule);

        var journal = Directory.GetFiles(At("artifacts/deployments/lab"), "*.journal").Order(StringComparer.Ordinal).First();
        var back = await RunAsync("rollback", journal, "--yes");
        Assert.That((back.ExitCode, _emulator.Below(Lab.Rules).Count, _emulator.Below(Lab.Marks).Count), Is.EqualTo((0, 0, 0)), back.Out + back.Error);

        foreach (var file in Directory.EnumerateFiles(At("artifacts"), "*", SearchOption.AllDirectories).Append(At("plan.json")))
        {
            Assert.That(await File.ReadAllTextAsync(file), Does.Not.Contain(Lab.Token));
            Assert.That(OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserWrite : File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite), file);
        }
    }

    [Test]
    public async Task Plan_with_our_signature_is_applied_exactly_and_any_other_has_to_follow_from_the_content()
    {
        Assert.That((await RunAsync("plan", "--workspace", "lab", "-o", "plan.json")).ExitCode, Is.Zero);
        var plan = PlanFile.Read(await File.ReadAllTextAsync(At("plan.json")));
        var body = plan.Items[0].Body!.DeepClone().AsObject();
        body["properties"]!["enabled"] = false;
        Write("forged.json", PlanFile.Print(plan with { Items = plan.Items.SetItem(0, plan.Items[0] with { Body = body }) }));
        Write("unsigned.json", PlanFile.Print(plan));
        var forged = await RunAsync("deploy", "--plan", "forged.json");
        Write("rules/two.yaml", Rule(2).Replace("Low", "High", StringComparison.Ordinal));
        var stale = await RunAsync("deploy", "--plan", "unsigned.json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((forged.ExitCode, forged.Error), Is.EqualTo((1, $"error: forged.json: it is not signed with a key of ours, and what it does with AnalyticsRule/{Lab.Id(1)} does not follow from the content\n")));
            Assert.That((stale.ExitCode, stale.Error), Is.EqualTo((1, "error: unsigned.json: it is not signed with a key of ours, and the content here is not what it says it was made from; plan again\n")));
            Assert.That(_emulator.Below(Lab.Rules), Is.Empty);
        }

        Assert.That((await RunAsync("deploy", "--plan", "plan.json")).Out, Is.EqualTo("lab: 2 created\n"));
        Assert.That(_emulator.Below(Lab.Rules).Select(r => r["properties"]!["severity"]!.GetValue<string>()), Is.All.EqualTo("Low"));
        Assert.That(OperatingSystem.IsWindows() || File.GetUnixFileMode(Path.Combine(ContentProject.Configuration, "contentgen", "plan.key")) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Write("rules/two.yaml", Rule(2));
        Assert.That((await RunAsync("deploy", "--plan", "unsigned.json")).Out, Is.EqualTo("lab: 2 already so\n"));
    }

    // Every request is a step between two lines of the journal. Each seventh case, or all.
    [Test]
    public async Task Killed_at_any_request_it_can_go_on_and_go_back()
    {
        Assert.That((await RunAsync("plan", "--workspace", "lab", "-o", "plan.json")).ExitCode, Is.Zero);
        _emulator.Expect();
        Assert.That((await RunAsync("deploy", "--plan", "plan.json")).ExitCode, Is.Zero);
        var requests = _emulator.Log.ToList();
        var moments = Enumerable.Range(1, requests.Count).SelectMany(at => requests[at - 1].StartsWith("GET ", StringComparison.Ordinal)
            ? new[] { (at, FaultKind.Hang) }
            : [(at, FaultKind.Hang), (at, FaultKind.HangAfter)]);
        foreach (var (moment, goesOn) in Sampling.Each(7, moments.SelectMany(m => new[] { (m, true), (m, false) })))
        {
            Clear();
            _emulator.Expect(new Fault(moment.Item2, moment.at));
            await _project.KillAsync(() => _emulator.Log.Count >= moment.at, "deploy", "--plan", "plan.json");
            _emulator.Expect();
            if (goesOn)
            {
                var resumed = await RunAsync("deploy", "--resume", "--workspace", "lab");
                Assert.That((resumed.ExitCode, _emulator.Below(Lab.Rules).Count, _emulator.Below(Lab.Marks).Count), Is.EqualTo((0, 2, 2)), $"{moment}: {resumed.Error}");
                var after = await RunAsync("deploy", "--plan", "plan.json");
                Assert.That((after.ExitCode, after.Out), Is.EqualTo((0, "lab: 2 already so\n")), $"{moment}: {after.Error}");
            }
            else
            {
                var back = await RunAsync("rollback", Directory.GetFiles(At("artifacts/deployments/lab"), "*.journal").Single(), "--yes");
                Assert.That((back.ExitCode, _emulator.Below(Lab.Rules).Count, _emulator.Below(Lab.Marks).Count), Is.EqualTo((0, 0, 0)), $"{moment}: {back.Out}{back.Error}");
            }
        }
    }

    [Test]
    public async Task What_rules_use_goes_along_and_everything_ends_in_nothing_to_do()
    {
        Write("functions/Fails.kql", ".create-or-alter function Fails(n:long = 1) { SecurityEvent | where EventID == 4625 and Computer in ((_GetWatchlist('VipHosts') | project Host)) }");
        Write("watchlists/VipHosts.csv", "Host,Owner\ndc-01,Tier 0\n");
        Write("hunting/h.yaml", $"id: {Lab.Id(9)}\nname: Hunt\ntactics: [Discovery]\nrelevantTechniques: [T1087]\nquery: Fails(2) | summarize count() by Account\n");
        Write("rules/two.yaml", Rule(2).Replace("SecurityEvent | where EventID == 4625", "Fails()", StringComparison.Ordinal));
        var deployed = await RunAsync("deploy", "--workspace", "lab", "--yes");
        Assert.That(deployed.ExitCode, Is.Zero, deployed.Error);
        var puts = _emulator.Log.Where(l => l.StartsWith("PUT ", StringComparison.Ordinal) && !l.Contains("/metadata/", StringComparison.Ordinal)).Select(l => l[(l.LastIndexOf('/') + 1)..]).ToList();
        var again = await RunAsync("plan", "--workspace", "lab", "--detailed-exitcode");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(puts.Take(2), Is.EqualTo(new[] { "VipHosts", "Fails" }));
            Assert.That(puts.Skip(2), Is.EquivalentTo(new[] { Lab.Id(1), Lab.Id(2), Lab.Id(9) }));
            Assert.That((again.ExitCode, again.Out), Is.EqualTo((0, "lab: nothing to do\n")));
            Assert.That((await RunAsync("drift", "--workspace", "lab")).Out, Is.EqualTo("lab: as deployed\n"));
        }
    }

    [Test]
    public async Task Failure_of_one_workspace_leaves_the_others_alone_and_is_told_in_one_summary()
    {
        _project.Write("away", "law-away", _server.Endpoint);
        _emulator.Expect(new Fault(FaultKind.Forbidden, Times: 1_000, Path: "law-away"));
        var plan = await RunAsync("plan", "--all", "-o", "plans");
        var status = await RunAsync("status");
        var json = await RunAsync("status", "--format", "json", "--workspace", "lab", "--detailed-exitcode");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.ExitCode, Is.EqualTo(3));
            Assert.That(plan.Out, Does.EndWith("\n2 workspaces, 1 of them failed\n  away  failed\n  lab   2 to create\n"));
            Assert.That(plan.Error, Does.Contain("403 AuthorizationFailed"));
            Assert.That(Directory.GetFiles(At("plans")).Select(Path.GetFileName), Is.EqualTo(new[] { "lab.plan.json" }));
            Assert.That(status.ExitCode, Is.EqualTo(3));
            Assert.That(status.Out, Does.Match("\\Aaway  error: 403 AuthorizationFailed: .*\nlab   plan: 2 to create; drift: 2 pending\n\\z"));
            Assert.That(json.ExitCode, Is.EqualTo(1));
            Assert.That(JsonNode.Parse(json.Out)!["workspaces"]![0]!.ToJsonString(), Is.EqualTo("""{"workspace":"lab","error":null,"plan":{"create":2},"drift":{"pending":2},"clean":false}"""));
        }
    }

    [TestCase("template")]
    [TestCase("stack")]
    public async Task Resource_manager_writes_the_same_workspace(string mode)
    {
        var deployed = await RunAsync("deploy", "--workspace", "lab", "--mode", mode, "--yes");
        Assert.That((deployed.ExitCode, deployed.Out), Is.EqualTo((0, $"lab: 2 to create\n+ create  Rule 0001 ({Lab.Id(1)})\n+ create  Rule 0002 ({Lab.Id(2)})\nlab: 2 created\n")), deployed.Error);
        Assert.That((await RunAsync("plan", "--workspace", "lab")).Out, Is.EqualTo("lab: nothing to do\n"));
        Assert.That(JsonNode.Parse(await File.ReadAllTextAsync(Directory.GetFiles(At("artifacts/deployments/lab"), "*.receipt.json").Single()))!["mode"]!.GetValue<string>(), Is.EqualTo(mode));
        _emulator.Expect();
        Assert.That((await RunAsync("deploy", "--workspace", "lab", "--mode", mode, "--yes")).ExitCode, Is.Zero);
        Assert.That(_emulator.Log, Has.None.StartsWith("PUT "));
    }

    // The emulator as users start it: it forgets nothing when it is killed, and has faults on demand.
    [Test]
    public async Task Emulator_is_a_program_of_its_own()
    {
        string[] arguments = ["emulator", "--port", _server.Endpoint.Port.ToString(CultureInfo.InvariantCulture), "--file", "emulator.data", "--tables", "SecurityEvent,Usage"];
        _server.Dispose();
        using (var first = _project.Launch(arguments))
        {
            Assert.That(await first.StandardOutput.ReadLineAsync(), Is.EqualTo(_server.Endpoint.GetLeftPart(UriPartial.Authority)));
            var pulled = await RunAsync("schema", "pull", "--workspace", "lab");
            Assert.That((pulled.ExitCode, pulled.Error), Is.EqualTo((0, "2 tables, 0 functions\n")));
            Assert.That(pulled.Out, Does.Match(@"(?s)\A\.create-merge table SecurityEvent \(.*EventID:int,.*\n\.create-merge table Usage \(.*TimeGenerated:datetime.*\)\n\z"));
            Assert.That((await RunAsync("schema", "diff", "--workspace", "lab")).Error, Does.EndWith("2 tables compared: 0 changed, 0 added, 0 removed\n"));
            using var client = new HttpClient();
            _ = (await client.PutAsync(new Uri(_server.Endpoint, "/_emulator/faults"), new StringContent("""[{"kind": "throttle", "at": 4, "seconds": 0}, {"kind": "resetAfter", "at": 7}]"""))).EnsureSuccessStatusCode();
            var deployed = await RunAsync("deploy", "--workspace", "lab", "--yes");
            Assert.That(deployed.ExitCode, Is.Zero, deployed.Error);
            Write("rules/two.yaml", Rule(2).Replace("SecurityEvent | where EventID == 4625", "SigninLogs | where isempty(UserId)", StringComparison.Ordinal).Replace("Account", "Identity", StringComparison.Ordinal));
            var missing = await RunAsync("plan", "--workspace", "lab");
            Assert.That(missing.Out, Does.Contain("blocked Rule 0002").And.Contain("the workspace has no table SigninLogs"), missing.Error);
            Write("rules/two.yaml", Rule(2));
            first.Kill();
            await first.WaitForExitAsync();
        }

        using var second = _project.Launch(arguments);
        _ = await second.StandardOutput.ReadLineAsync();
        var clean = await RunAsync("plan", "--workspace", "lab");
        second.Kill();
        Assert.That(clean.Out, Is.EqualTo("lab: nothing to do\n"), clean.Error);
        await second.WaitForExitAsync();
    }

    [Test]
    public async Task Ring_waits_for_the_ring_before_it_to_be_clean()
    {
        _project.Write("lab", "law-lab", _server.Endpoint, "after: [canary]\n");
        _project.Write("canary", "law-canary", _server.Endpoint);
        var canary = Lab.Rules.Replace("law-lab", "law-canary", StringComparison.Ordinal);
        _emulator.Seed($"{canary}/{Lab.Id(1)}", Lab.Body(1, severity: "High"));
        var stopped = await RunAsync("deploy", "--all", "--yes");
        Assert.That((stopped.ExitCode, _emulator.Below(Lab.Rules).Count), Is.EqualTo((1, 0)), stopped.Error);
        Assert.That(stopped.Error, Does.Contain("lab: not started, because canary did not end clean"));
        _emulator.Remove($"{canary}/{Lab.Id(1)}");
        var done = await RunAsync("deploy", "--all", "--yes");
        Assert.That((done.ExitCode, _emulator.Below(Lab.Rules).Count, _emulator.Below(canary).Count), Is.EqualTo((0, 2, 2)), done.Error);
    }

    [Test]
    public async Task Nothing_is_planned_while_the_content_has_errors()
    {
        Write("rules/two.yaml", Rule(2).Replace("severity: Low", "severity: Lowest", StringComparison.Ordinal));
        var run = await RunAsync("deploy", "--workspace", "lab", "--yes");
        Assert.That((run.ExitCode, _emulator.Log.Count), Is.EqualTo((1, 0)), run.Error);
        Assert.That(run.Error, Does.Contain("CG2004"));
    }

    [Test]
    public async Task Adoption_of_what_is_not_there_is_no_success()
    {
        var adopt = await RunAsync("adopt", Lab.Id(7), "--workspace", "lab", "--yes");
        Assert.That((adopt.ExitCode, adopt.Out), Is.EqualTo((1, $"lab: nothing to do\nnote: there is nothing of the id {Lab.Id(7)} in the workspace\n")), adopt.Error);
    }

    [Test]
    public async Task Plan_is_read_before_anything_is_written()
    {
        _emulator.Expect(new Fault(FaultKind.Hang, Times: 1000, Method: "PUT"));
        using var deploy = _project.Launch("deploy", "--workspace", "lab", "--yes");
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        Assert.That(await deploy.StandardOutput.ReadLineAsync(limit.Token), Is.EqualTo("lab: 2 to create"));
        deploy.Kill();
        await deploy.WaitForExitAsync();
    }

    [Test]
    public async Task Result_that_cannot_be_written_is_named_as_it_was_given()
    {
        var plan = await RunAsync("plan", "--workspace", "lab", "-o", "contentgen.yaml/plan.json");
        Assert.That(plan.ExitCode, Is.EqualTo(3));
        Assert.That(plan.Error, Does.StartWith("error: --output: 'contentgen.yaml/plan.json' cannot be written: "));
    }

    private static string Rule(int n) =>
        $"id: {Lab.Id(n)}\nname: Rule 000{n}\nseverity: Low\nqueryFrequency: 1h\nqueryPeriod: 1h\ntriggerOperator: gt\ntriggerThreshold: 0\nquery: SecurityEvent | where EventID == 4625 | project TimeGenerated, Account\n";

    private void Clear()
    {
        foreach (var resource in _emulator.Below(Lab.Rules).Concat(_emulator.Below(Lab.Marks)))
        {
            _emulator.Remove(resource["id"]!.GetValue<string>());
        }

        if (Directory.Exists(At("artifacts")))
        {
            Directory.Delete(At("artifacts"), recursive: true);
        }
    }

    private string At(string path) => _project.At(path);

    private void Write(string path, string text) => _project.Write(path, text);

    private Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] arguments) => _project.RunAsync(arguments);
}
