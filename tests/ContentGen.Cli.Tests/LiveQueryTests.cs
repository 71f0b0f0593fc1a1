using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ContentGen.Cli.Tests;

/// <summary>The verbs that ask the real engine: what they send, and what they make of its answers.</summary>
public sealed partial class LiveQueryTests
{
    private const string Fires = "tests:\n  - {name: fires, expects: alert, telemetry: {SecurityEvent: [{TimeGenerated: -5m, EventID: 4625, Account: alice}]}}\n";
    private const string Path = "/v1/subscriptions/d0cfe6b2-9ac0-4464-9919-dccaee2e48c0/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/law/query";
    private static readonly Dictionary<string, string?> Token = new() { ["CONTENTGEN_ACCESS_TOKEN"] = "secret-token" };

    [Test]
    public async Task Recorded_rows_are_a_test_that_runs_and_masked_values_stay_there()
    {
        using var api = new FakeQueryApi(_ => FakeQueryApi.Table("TimeGenerated:datetime EventID:int Account:string TenantId:string Type:string", ["2026-01-15T11:50:00.1234567Z", 4625, "alice", "t", "SecurityEvent"], ["2026-01-15T11:51:00Z", 4625, "ALICE", "t", "SecurityEvent"]));
        var project = api.Project();
        var record = await Tool.RunAsync(project, Token, "test", "record", "SecurityEvent | where EventID == 4625;", "--workspace", "lab", "--last", "2d", "--limit", "5", "--mask", "Account");
        await File.WriteAllTextAsync(System.IO.Path.Combine(project, "rule.yaml"), Projects.Rule() + "tests:\n" + record.Out);
        var test = await Tool.RunAsync(project, "test", "rule.yaml");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((record.ExitCode, test.ExitCode), Is.EqualTo((0, 0)), record.Error + test.Out + test.Error);
            Assert.That(api.Requests, Is.EqualTo(new[] { (Path, "SecurityEvent | where EventID == 4625\n| take 5") }));
            Assert.That(record.Out, Does.Contain("# workspace lab, row 1\n").And.Contain("Account: masked-1").And.Not.Contain("masked-2").And.Not.Contain("alice").IgnoreCase.And.Not.Contain("TenantId"));
        }
    }

    [Test]
    public async Task Masked_value_that_another_column_shows_is_told()
    {
        using var api = new FakeQueryApi(_ => FakeQueryApi.Table("TimeGenerated:datetime Account:string CommandLine:string", ["2026-01-15T11:50:00Z", "alice", "runas /user:ALICE cmd"]));
        var run = await Tool.RunAsync(api.Project(), Token, "test", "record", "SecurityEvent", "--workspace", "lab", "--mask", "Account");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Error, Does.Contain("--mask: what was masked also stands in CommandLine, which was not"));
    }

    [TestCase(new[] { "SecurityEvent", "--mask", "Acount" }, 2, "no row has the column Acount")]
    [TestCase(new[] { "SecurityEvent", "--last", "soon" }, 2, "'soon' is no duration")]
    [TestCase(new[] { "SecurityEvent", "--table", "SecurtyEvent" }, 2, "did you mean 'SecurityEvent'?")]
    [TestCase(new[] { "let T = SecurityEvent; T" }, 1, "--table says which")]
    public async Task Recording_that_cannot_be_is_one_line(string[] arguments, int code, string why)
    {
        using var api = new FakeQueryApi(_ => FakeQueryApi.Table("TimeGenerated:datetime Account:string", ["2026-01-15T11:50:00Z", "alice"]));
        var run = await Tool.RunAsync(api.Project(), Token, ["test", "record", "--workspace", "lab", .. arguments]);
        Assert.That((run.ExitCode, run.Out), Is.EqualTo((code, "")), run.Error);
        Assert.That(run.Error, Does.Contain(why).And.Not.Contain("secret-token").And.Not.Contain("   at "));
    }

    [Test]
    public async Task Engines_that_agree_are_a_pass_and_the_rows_travel_with_the_query()
    {
        using var api = new FakeQueryApi(_ => FakeQueryApi.Table("TimeGenerated:datetime Account:string", ["2026-01-15T11:55:00Z", "alice"]));
        var run = await Tool.RunAsync(api.Project(("a.yaml", Projects.Rule() + Fires)), Token, "test", "--engine", "workspace", "--workspace", "lab");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.ExitCode, Is.Zero, run.Out + run.Error);
            Assert.That(api.Requests[0].Path, Is.EqualTo(Path));
            Assert.That(api.Requests[0].Query, Does.StartWith("let SecurityEvent = union (datatable(").And.Contain("datetime(2026-01-15T11:55:00.0000000Z)").And.EndWith("project TimeGenerated, Account"));
        }
    }

    [Test]
    public async Task Engines_that_differ_are_a_failure_that_says_both()
    {
        using var api = new FakeQueryApi(_ => FakeQueryApi.Table("TimeGenerated:datetime Account:string"));
        var run = await Tool.RunAsync(api.Project(("a.yaml", Projects.Rule() + Fires)), Token, "test", "--engine", "workspace", "--workspace", "lab");
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Out, Does.Contain("rules/a.yaml(10,12): lab says fail, offline it is pass").And.Contain("1 failed"));
    }

    [Test]
    public async Task Query_that_the_engine_does_not_take_is_inconclusive()
    {
        using var api = new FakeQueryApi(_ => (400, """{"error":{"code":"BadArgumentError","message":"no","innererror":{"code":"SEM0100","message":"Failed to resolve it"}}}"""));
        var run = await Tool.RunAsync(api.Project(("a.yaml", Projects.Rule() + Fires)), Token, "test", "--engine", "workspace", "--workspace", "lab", "--format", "json");
        using var json = JsonDocument.Parse(run.Out);
        Assert.That((run.ExitCode, json.RootElement.GetProperty("inconclusive").GetInt32()), Is.EqualTo((1, 1)), run.Out);
        Assert.That(run.Out, Does.Contain("lab did not run it: 400 SEM0100: Failed to resolve it").And.Contain("offline: pass"));
    }

    [Test]
    public async Task Cluster_may_stand_in_for_a_workspace()
    {
        using var api = new FakeQueryApi(_ => (200, """{"Tables":[{"TableName":"Table_0","Columns":[{"ColumnName":"TimeGenerated","ColumnType":"datetime"},{"ColumnName":"Account","ColumnType":"string"}],"Rows":[["2026-01-15T11:55:00Z","alice"]]}]}"""));
        var run = await Tool.RunAsync(api.Project(("a.yaml", Projects.Rule() + Fires)), Token, "test", "--engine", "workspace", "--cluster", api.Endpoint, "--database", "db");
        Assert.That((run.ExitCode, api.Requests[0].Path), Is.EqualTo((0, "/v1/rest/query")), run.Out + run.Error);
    }

    [TestCase("--engine", "workspace")]
    [TestCase("--engine", "workspace", "--cluster", "http://example.com", "--database", "db")]
    [TestCase("--engine", "workspace", "--cluster", "https://help.kusto.windows.net")]
    [TestCase("--cluster", "https://help.kusto.windows.net", "--database", "db")]
    public async Task Engine_that_is_nowhere_is_a_usage_error(params string[] arguments)
    {
        var run = await Tool.RunAsync(Projects.Create(("a.yaml", Projects.Rule() + Fires)), Token, ["test", .. arguments]);
        Assert.That((run.ExitCode, run.Out), Is.EqualTo((2, "")), run.Error);
    }

    [Test]
    public async Task Backtest_counts_by_day_in_three_forms()
    {
        // Three hits in the run at 10:00 of the second day.
        using var api = new FakeQueryApi(q => FakeQueryApi.Table("Run:datetime Hits:long", Runs().Matches(q).Select(m => new object?[] { m.Groups["time"].Value, m.Groups["time"].Value.StartsWith("2026-03-02T10", StringComparison.Ordinal) ? 3 : 0 })));
        var project = api.Project(("a.yaml", Projects.Rule()), ("b.yaml", Projects.Rule("7d1f0d5c-3f6e-4b52-9a7c-1c2f0a9b8e64", "Parser", "_Im_ProcessCreate() | where EventType == 'x'")));
        var text = await BacktestAsync(project);
        var markdown = await BacktestAsync(project, "--format", "markdown");
        var json = await BacktestAsync(project, "--format", "json");
        using var parsed = JsonDocument.Parse(json.Out);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.Lines[..2], Is.EqualTo(new[] { "rules/a.yaml: Failed logons [lab]: 3 hits, 1 alert", "  2026-03-02: 3 hits, 1 alert" }), text.Error);
            Assert.That(text.Lines[2], Does.StartWith("rules/b.yaml(8,").And.Contain("Parser [lab]: not run: the function _Im_ProcessCreate reads the workspace itself"));
            Assert.That(text.Lines[3], Is.EqualTo("2 rules in lab from 2026-03-01 to 2026-03-03: 3 hits, 1 alert"));
            Assert.That(text.ExitCode, Is.EqualTo(1), "a rule was not run");
            Assert.That(markdown.Out, Does.Contain(@"| Failed logons \[lab\] | 3 | 1 | 1 | 0 3 0 |"));
            Assert.That(parsed.RootElement.GetProperty("rules")[0].GetProperty("days").EnumerateArray().Select(d => (d.GetProperty("day").GetString(), d.GetProperty("runs").GetInt32(), d.GetProperty("hits").GetInt64())), Is.EqualTo(new[]
            {
                ("2026-03-01", 24, 0L), ("2026-03-02", 24, 3L), ("2026-03-03", 24, 0L),
            }));
            Assert.That(api.Requests.Take(3).Select(r => r.Query.Contains("""let SecurityEvent = table("SecurityEvent") | where TimeGenerated > _now - time(01:10:00) and TimeGenerated <= _now""", StringComparison.Ordinal)), Is.All.True);
        }
    }

    [Test]
    public async Task Workspace_that_does_not_let_us_in_is_an_error_of_the_environment()
    {
        using var api = new FakeQueryApi(_ => (403, """{"error":{"code":"InsufficientAccessError","message":"No access for secret-token"}}"""));
        var run = await BacktestAsync(api.Project(("a.yaml", Projects.Rule())));
        Assert.That((run.ExitCode, run.Out), Is.EqualTo((3, "")));
        Assert.That(run.Error, Does.Contain("lab cannot be asked: 403 InsufficientAccessError").And.Not.Contain("secret-token").And.Not.Contain("   at "));
    }

    private static Task<Run> BacktestAsync(string project, params string[] arguments) =>
        Tool.RunAsync(project, Token, ["backtest", "--workspace", "lab", "--days", "3", "--as-of", new DateOnly(2026, 3, 4).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), .. arguments]);

    [GeneratedRegex(@"extend Run = datetime\((?<time>[^)]*)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Runs();
}
