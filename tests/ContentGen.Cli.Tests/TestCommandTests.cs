using System.Text.Json;
using System.Xml.Linq;

namespace ContentGen.Cli.Tests;

/// <summary>contentgen test, from outside: verdicts in each format, exit codes, broken files.</summary>
public class TestCommandTests
{
    private const string Tests = """
        tests:
          - {name: fires, expects: alert, telemetry: {SecurityEvent: [{TimeGenerated: -5m, EventID: 4625}]}}
          - {name: "quiet <&> | `x` \u0001", expects: silence, telemetry: {SecurityEvent: [{TimeGenerated: -5m, EventID: 4625}]}}
          - {name: typo, expects: silence, telemetry: {SecurityEvent: [{TimeGenerated: -5m, EventIDs: 4625}]}}

        """;

    [Test]
    public async Task Json_has_the_shape_that_others_rely_on()
    {
        var run = await TestAsync(Projects.Rule() + Tests, "--format", "json").ConfigureAwait(false);
        using var json = JsonDocument.Parse(run.Out);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(1));
            Assert.That(json.RootElement.EnumerateObject().Select(p => p.Name), Is.EqualTo(new[] { "tests", "passed", "failed", "inconclusive" }));
            Assert.That(json.RootElement.GetProperty("tests")[0].EnumerateObject().Select(p => (p.Name, p.Value.GetString())), Is.EqualTo(new[]
            {
                ("rule", Projects.Id), ("test", "fires"), ("verdict", "pass"), ("reason", ""),
            }));
            Assert.That(json.RootElement.GetProperty("tests").EnumerateArray().Select(t => t.GetProperty("verdict").GetString()), Is.EqualTo(new[] { "pass", "fail", "fail" }));
            Assert.That(json.RootElement.GetProperty("tests")[2].GetProperty("reason").GetString(), Does.EndWith("CG4107: SecurityEvent has no column 'EventIDs'; did you mean 'EventID'?"));
            Assert.That((json.RootElement.GetProperty("passed").GetInt32(), json.RootElement.GetProperty("failed").GetInt32()), Is.EqualTo((1, 2)));
        });
    }

    [Test]
    public async Task Text_names_every_place()
    {
        var run = await TestAsync(Projects.Rule() + Tests).ConfigureAwait(false);
        Assert.That(run.Lines, Is.EqualTo(new[]
        {
            "rules/a.yaml: Failed logons: 1 of 3 tests passed",
            "rules/a.yaml(11,12): fail: quiet <&> | `x`  ",
            "  rules/a.yaml(11,12): expected silence, got 1 alert: 'Failed logons' from 1 row",
            "  rules/a.yaml(11,84): row 1 of SecurityEvent met every condition",
            "rules/a.yaml(12,12): fail: typo",
            "  rules/a.yaml(12,85): CG4107: SecurityEvent has no column 'EventIDs'; did you mean 'EventID'?",
            "3 tests of 1 rule: 1 passed, 2 failed, 0 inconclusive",
        }));
    }

    [Test]
    public async Task JUnit_is_well_formed_whatever_names_hold()
    {
        var run = await TestAsync(Projects.Rule() + Tests, "--format", "junit").ConfigureAwait(false);
        var suites = XDocument.Parse(run.Out).Root!;
        Assert.Multiple(() =>
        {
            Assert.That(((string?)suites.Attribute("tests"), (string?)suites.Attribute("failures")), Is.EqualTo(("3", "2")));
            Assert.That(suites.Descendants("testcase").Select(c => c.Elements().SingleOrDefault()?.Name.LocalName), Is.EqualTo(new[] { null, "failure", "failure" }));
            Assert.That((string?)suites.Descendants("testcase").ElementAt(1).Attribute("name"), Is.EqualTo("quiet <&> | `x` \uFFFD"));
        });
    }

    [Test]
    public async Task Markdown_takes_nothing_of_a_name_for_its_own()
    {
        var run = await TestAsync(Projects.Rule() + Tests, "--format", "markdown").ConfigureAwait(false);
        Assert.That(run.Lines[0], Is.EqualTo("### Detection tests: 1 passed, 2 failed, 0 inconclusive"));
        Assert.That(run.Out, Does.Contain(@"quiet &lt;&amp;&gt; \| \`x\`"));
    }

    [Test]
    public async Task Tests_that_pass_end_with_zero_and_say_the_same_each_time()
    {
        var rule = Projects.Rule() + "tests:\n  - {name: fires, expects: alert, telemetry: {SecurityEvent: [{TimeGenerated: -5m, EventID: 4625}]}}\n";
        var (first, second) = (await TestAsync(rule).ConfigureAwait(false), await TestAsync(rule).ConfigureAwait(false));
        Assert.That((first.ExitCode, first.Out), Is.EqualTo((0, "rules/a.yaml: Failed logons: 1 of 1 test passed\n1 test of 1 rule: 1 passed, 0 failed, 0 inconclusive\n")));
        Assert.That(second.Out, Is.EqualTo(first.Out));
    }

    [TestCase("result: {rowz: 1}", "a.yaml(11,14): CG2001: unknown key 'rowz' in a result; did you mean 'rows'?")]
    [TestCase("now: yesterday", "a.yaml(11,10): CG2010: 'yesterday' is not a date such as 2026-11-01")]
    public async Task Test_of_which_a_part_cannot_be_read_does_not_pass(string line, string reason)
    {
        var run = await TestAsync(Projects.Rule() + $"tests:\n  - name: silent\n    {line}\n    expects: silence\n    telemetry: {{SecurityEvent: [{{TimeGenerated: -5m, EventID: 1}}]}}\n", "--format", "json").ConfigureAwait(false);
        using var json = JsonDocument.Parse(run.Out);
        var test = json.RootElement.GetProperty("tests")[0];
        Assert.That((run.ExitCode, test.GetProperty("verdict").GetString(), test.GetProperty("reason").GetString()), Is.EqualTo((1, "fail", "rules/" + reason)));
    }

    [Test]
    public async Task Hunting_queries_are_tested_like_rules_without_a_schedule()
    {
        var folder = Projects.Create(("a.yaml", Projects.Rule()));
        _ = Directory.CreateDirectory(Path.Combine(folder, "hunting"));
        await File.WriteAllTextAsync(Path.Combine(folder, "hunting", "shells.yaml"), """
            id: 7d1f0d5c-3f6e-4b52-9a7c-1c2f0a9b8e64
            name: Parents of shells
            query: |
              SecurityEvent
              | where EventID == 4688 and NewProcessName endswith @"\cmd.exe"
              | summarize Starts = count() by ParentProcessName
            tests:
              - {name: found, expects: alert, telemetry: {SecurityEvent: [{TimeGenerated: -20d, EventID: 4688, NewProcessName: 'C:\cmd.exe', ParentProcessName: p}]}, result: {rows: 1, where: {Starts: 1}}}
              - {name: nothing, expects: silence, telemetry: {SecurityEvent: [{EventID: 4688, NewProcessName: 'C:\other.exe'}]}}
              - {name: wrong, expects: silence, telemetry: {SecurityEvent: [{EventID: 4688, NewProcessName: 'C:\cmd.exe'}]}}

            """).ConfigureAwait(false);
        var run = await Tool.RunAsync(folder, "test").ConfigureAwait(false);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Lines[0], Is.EqualTo("hunting/shells.yaml: Parents of shells: 2 of 3 tests passed"));
    }

    [TestCase("", 1)]
    [TestCase(", inconclusive: Clusters are checked by hand.", 0)]
    public async Task Inconclusive_breaks_the_run_unless_the_rule_says_why(string reason, int code)
    {
        var rule = Projects.Rule(query: "SecurityEvent | evaluate autocluster()") + $"tests:\n  - {{name: clusters, expects: alert{reason}, telemetry: {{SecurityEvent: [{{EventID: 1}}]}}}}\n";
        var run = await TestAsync(rule, "--format", "json").ConfigureAwait(false);
        Assert.That((run.ExitCode, run.Out.Contains("\"verdict\": \"inconclusive\"", StringComparison.Ordinal)), Is.EqualTo((code, true)));
    }

    [TestCase("tests:\n  - {expects: alert}\n", "CG2002")]
    [TestCase("tests:\n  - {name: t, expects: alarm}\n", "CG2004")]
    [TestCase("tests:\n  - {name: &a t, expects: alert, telemetry: {SecurityEvent: [*a]}}\n", "CG1")]
    public async Task Test_that_cannot_be_read_is_not_lost(string tests, string code)
    {
        var run = await TestAsync(Projects.Rule() + tests).ConfigureAwait(false);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error.Split('\n').Count(l => l.Contains($"error {code}", StringComparison.Ordinal)), Is.EqualTo(1), run.Error);
    }

    [TestCase("triggerOperator: gt", "triggerOperator: ge")]
    [TestCase("queryPeriod: 70m", "queryPeriod: long")]
    public async Task Schedule_and_trigger_that_are_none_break_the_run(string right, string wrong)
    {
        var run = await TestAsync(Projects.Rule().Replace(right, wrong, StringComparison.Ordinal) + "tests:\n  - {name: fires, expects: alert, telemetry: {SecurityEvent: [{TimeGenerated: -5m, EventID: 4625}]}}\n").ConfigureAwait(false);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error.Split('\n').Count(l => l.Contains("error CG20", StringComparison.Ordinal)), Is.EqualTo(1), run.Error);
    }

    [Test]
    public async Task Workspace_tests_the_rules_as_it_gets_them()
    {
        var folder = Projects.Create(("a.yaml", Projects.Rule() + "tests:\n  - {name: scanner, expects: alert, telemetry: {SecurityEvent: [{TimeGenerated: -5m, EventID: 4625, Account: scanner}]}}\n"));
        _ = Directory.CreateDirectory(Path.Combine(folder, "workspaces"));
        await File.WriteAllTextAsync(Path.Combine(folder, "workspaces", "prod.yaml"), $$"""
            name: prod
            subscriptionId: d0cfe6b2-9ac0-4464-9919-dccaee2e48c0
            resourceGroup: rg
            workspaceName: law-prod
            exclusions:
              - {rule: {{Projects.Id}}, exclude: "Account == 'scanner'", owner: soc, reason: It scans., expires: 2099-01-01}
            """).ConfigureAwait(false);
        var (plain, prod) = (await Tool.RunAsync(folder, "test").ConfigureAwait(false), await Tool.RunAsync(folder, "test", "--workspace", "prod").ConfigureAwait(false));
        Assert.That((plain.ExitCode, prod.ExitCode), Is.EqualTo((0, 1)), prod.Error);
        Assert.That(prod.Out, Does.Contain("Failed logons [prod]").And.Contain("expected an alert, got silence"));
        Assert.That((await Tool.RunAsync(folder, "test", "--workspace", "pord").ConfigureAwait(false)).Error, Does.Contain("did you mean 'prod'?"));
    }

    [Test]
    public async Task Imported_event_is_a_test_that_runs()
    {
        const string Event = """{"Event":{"System":{"Provider":{"Name":"Microsoft-Windows-Security-Auditing"},"EventID":4625,"TimeCreated":{"SystemTime":"2025-03-01T10:00:00Z"},"Channel":"Security","Computer":"ws-01"},"EventData":{"TargetUserName":"alice"}}}""";
        var folder = Projects.Create();
        await File.WriteAllTextAsync(Path.Combine(folder, "e.json"), Event).ConfigureAwait(false);
        var import = await Tool.RunAsync(folder, "test", "import", "e.json", "--name", "from the log", "--mask", "TargetUserName").ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(folder, "rule.yaml"), Projects.Rule() + "tests:\n" + import.Out).ConfigureAwait(false);
        var test = await Tool.RunAsync(folder, "test", "rule.yaml").ConfigureAwait(false);
        Assert.That((import.ExitCode, test.ExitCode), Is.EqualTo((0, 0)), import.Error + test.Out + test.Error);
        Assert.That(import.Out, Does.Contain("# e.json\n").And.Contain("TargetUserName: masked-1").And.Not.Contain("alice"));
    }

    [TestCase("import", "big.json")]
    [TestCase("big.yaml", null)]
    public async Task File_of_a_gigabyte_is_one_error_and_not_read(string first, string? second)
    {
        var folder = Projects.Create();
        using (var file = File.Create(Path.Combine(folder, second ?? first)))
        {
            file.SetLength(1L << 30);
        }

        var run = await Tool.RunAsync(folder, second is null ? ["test", first] : ["test", first, second]).ConfigureAwait(false);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error.Split('\n').Count(l => l.Contains("1,073,741,824", StringComparison.Ordinal)), Is.EqualTo(1), run.Error);
    }

    [TestCase("tests: &a\n  - {name: t, expects: alert, telemetry: {SecurityEvent: *a}}\n", "CG10")]
    [TestCase("tests:\n  - {name: t, expects: alert, telemetry: {SecurityEvent: [{EventIDs: 1}]}}\n", "CG4107")]
    [TestCase("tests:\n  - {name: t, expects: alert, telemetry: {SecurityEvent: [{EventID: one}]}}\n", "CG4108")]
    [TestCase("tests:\n  - {name: t, expects: alert, telemetry: {SecurityEvent: [{TimeGenerated: 10m}]}}\n", "CG4112")]
    [TestCase("tests:\n  - {name: t, expects: alert, telemetry: {SecurityEvent: [{TimeGenerated: 2199-01-01}]}}\n", "CG4112")]
    public async Task Bad_telemetry_gives_one_clear_error(string tests, string code)
    {
        var run = await TestAsync(Projects.Rule() + tests).ConfigureAwait(false);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        var lines = (run.Out + run.Error).Split('\n').Where(l => l.Contains(code, StringComparison.Ordinal)).ToList();
        Assert.That(lines, Has.Count.EqualTo(1), run.Out + run.Error);
        Assert.That(lines[0], Does.Match(@"rules/a\.yaml\([0-9]+,[0-9]+\): "));
    }

    private static async Task<Run> TestAsync(string rule, params string[] arguments) =>
        await Tool.RunAsync(Projects.Create(("a.yaml", rule)), ["test", .. arguments]).ConfigureAwait(false);
}
