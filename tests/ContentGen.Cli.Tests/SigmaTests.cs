using System.Text.Json;

namespace ContentGen.Cli.Tests;

/// <summary>sigma, import --sigma, and what build writes of both.</summary>
public sealed class SigmaTests
{
    private const string Batch = """
        [{"id":"a","query":"DeviceProcessEvents | where FileName =~ 'x.exe'","title":"Odd program"},
         {"id":"b","query":"DeviceProcessEvents | where ProcessCommandLine has 'x'","environment":"defender-xdr"},
         {"id":"c","query":"SecurityAlert | where AlertName == 'x'"},
         {"id":"d","query":"DeviceProcessEvents | where ("}]
        """;

    [Test]
    public async Task Batch_answers_each_query_in_a_line_of_its_own()
    {
        var folder = TestFolders.Temporary();
        await File.WriteAllTextAsync(Path.Combine(folder, "b.json"), Batch);
        var run = await Tool.RunAsync(folder, "sigma", "--batch", "b.json", "--date", "2026-11-21");
        var lines = run.Lines.Select(l => JsonDocument.Parse(l).RootElement).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.ExitCode, Is.Zero, run.Error);
            Assert.That(lines.Select(l => string.Join(' ', l.EnumerateObject().Select(p => p.Name))), Is.EqualTo(["id sigma verdict leaves", "id sigma verdict leaves", "id verdict reasons", "id verdict reasons"]));
            Assert.That(lines.Select(l => $"{l.GetProperty("id")} {l.GetProperty("verdict")}"), Is.EqualTo(["a exact", "b widened", "c not-convertible", "d not-convertible"]));
            Assert.That(lines[0].GetProperty("sigma").GetString(), Does.Contain("title: Odd program\n").And.Contain("Image|endswith: '\\x.exe'\n"));
            Assert.That(lines[2].GetProperty("reasons")[0].GetString(), Does.StartWith("no-log-source: "));
        }
    }

    [Test]
    public async Task Least_fidelity_and_exact_terms_are_obeyed()
    {
        var folder = TestFolders.Temporary();
        await File.WriteAllTextAsync(Path.Combine(folder, "odd.kql"), "DeviceProcessEvents | where ProcessCommandLine has 'mimikatz'");
        var wide = await Tool.RunAsync(folder, "sigma", "odd.kql");
        var refused = await Tool.RunAsync(folder, "sigma", "odd.kql", "--min-fidelity", "exact");
        var exact = await Tool.RunAsync(folder, "sigma", "odd.kql", "--min-fidelity", "exact", "--exact-terms");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((wide.ExitCode, refused.ExitCode, exact.ExitCode), Is.EqualTo((0, 1, 0)));
            Assert.That(wide.Out, Does.Contain("CommandLine|contains: 'mimikatz'"));
            Assert.That(refused.Out, Is.Empty);
            Assert.That(exact.Out, Does.Contain("CommandLine|re|i:"));
        }
    }

    [Test]
    public async Task Exclusions_of_a_workspace_are_filters_beside_the_rule()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule(query: "DeviceProcessEvents | where FileName =~ 'x.exe' | project TimeGenerated, DeviceName")));
        _ = Directory.CreateDirectory(Path.Combine(project, "workspaces"));
        await File.WriteAllTextAsync(Path.Combine(project, "workspaces", "one.yaml"), $"""
            name: one
            subscriptionId: 11111111-2222-4333-8444-555555555555
            resourceGroup: rg
            workspaceName: law
            exclusions:
              - rule: {Projects.Id}
                exclude: DeviceName =~ 'scanner-01'
                owner: soc
                ticket: SEC-1
                reason: The scanner starts it.
                expires: 2027-06-30

            """);
        var run = await Tool.RunAsync(project, "build", "--workspace", "one", "--as-of", "2026-11-21");
        var sigma = Path.Combine(project, "artifacts", "sigma");
        var filter = Directory.GetFiles(sigma, "filter_1_*.yml").Select(File.ReadAllText).FirstOrDefault();
        var rule = Directory.GetFiles(sigma, "a_*.yml").Select(File.ReadAllText).FirstOrDefault() ?? "";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.ExitCode, Is.Zero, run.Out + run.Error);
            Assert.That(rule, Does.Not.Contain("scanner"));
            Assert.That(filter, Does.Contain("Computer: 'scanner-01'").And.Contain("condition: not selection").And.Contain(rule.Split("\nid: ")[1][..36]).And.Contain("SEC-1"));
            Assert.That(await File.ReadAllTextAsync(Path.Combine(sigma, Projects.Id + ".fidelity.json")), Does.Contain("\"filters\""));
        }
    }

    [Test]
    public async Task Sigma_rule_becomes_a_rule_that_validates()
    {
        var project = Projects.Create();
        await File.WriteAllTextAsync(Path.Combine(project, "odd.yml"), """
            title: Odd Program From Word
            id: 0022869c-49f7-4ff2-ba03-85ac42ddac59
            status: test
            description: Detects an odd program that Word starts.
            tags:
                - attack.execution
                - attack.t1204.002
            logsource:
                category: process_creation
                product: windows
            detection:
                selection:
                    ParentImage|endswith: '\winword.exe'
                    Image|endswith:
                        - '\cmd.exe'
                        - '\mshta.exe'
                condition: selection
            level: high

            """);
        var shown = await Tool.RunAsync(project, "import", "--sigma", "odd.yml");
        var written = await Tool.RunAsync(project, "import", "--sigma", "odd.yml", "--apply");
        var checkedRule = await Tool.RunAsync(project, "validate");
        var refused = await Tool.RunAsync(project, "import", "--sigma", "contentgen.yaml");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((shown.ExitCode, written.ExitCode, checkedRule.ExitCode, refused.ExitCode), Is.EqualTo((0, 0, 0, 1)), checkedRule.Out);
            Assert.That(shown.Out, Does.Contain("""InitiatingProcessFileName =~ "winword.exe" and FileName in~ ("cmd.exe", "mshta.exe")"""));
            Assert.That(File.Exists(Path.Combine(project, "rules", "imported", "odd-program-from-word.yaml")), Is.True);
            Assert.That(refused.Error, Does.Contain("refused: a Sigma rule has 'logsource'"));
        }
    }
}
