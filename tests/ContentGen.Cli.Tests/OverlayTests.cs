using System.Text.Json;

namespace ContentGen.Cli.Tests;

/// <summary>One rule, two workspaces.</summary>
public sealed class OverlayTests
{
    private const string Head = "subscriptionId: 11111111-2222-4333-8444-555555555555\nresourceGroup: rg\n";

    [Test]
    public async Task Each_workspace_gets_its_own_artifacts_and_the_manifest_says_why()
    {
        var project = Project();
        var all = await Tool.RunAsync(project, "build", "--all-workspaces", "--as-of", "2026-11-21");
        var one = await Tool.RunAsync(project, "build", "--workspace", "tuned", "--as-of", "2026-11-21", "-o", "one");
        var tuned = Path.Combine(project, "artifacts", "tuned");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((all.ExitCode, one.ExitCode), Is.EqualTo((0, 0)), all.Error + one.Error);
            Assert.That(Query(Path.Combine(tuned, "arm", "a.json")), Does.Contain("where not(\nAccount == 'scanner'\n)"));
            Assert.That(Query(Path.Combine(project, "artifacts", "plain", "arm", "a.json")), Does.Not.Contain("scanner"));
            Assert.That(await File.ReadAllTextAsync(Path.Combine(tuned, "manifest.json")), Does.Contain("\"overlay\": \"workspaces/tuned.yaml\""));
            Assert.That(await File.ReadAllTextAsync(Path.Combine(project, "artifacts", "plain", "manifest.json")), Does.Not.Contain("overlay"));
            Assert.That(Projects.Contents(Path.Combine(project, "one")), Is.EqualTo(Projects.Contents(tuned)));
        }
    }

    [Test]
    public async Task Difference_shows_properties_and_query()
    {
        var diff = await Tool.RunAsync(Project(), "diff", "--workspace", "tuned", "--as-of", "2026-11-21");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(diff.ExitCode, Is.Zero, diff.Error);
            Assert.That(diff.Out, Does.Contain("  severity: Low -> High\n").And.Contain("+| where not(\n+Account == 'scanner'\n"));
        }
    }

    [Test]
    public async Task Expired_exclusion_is_an_error_from_the_day_after_and_builds_nothing()
    {
        var project = Project();
        var last = await Tool.RunAsync(project, "build", "--workspace", "tuned", "--as-of", "2027-06-30");
        var after = await Tool.RunAsync(project, "build", "--workspace", "tuned", "--as-of", "2027-07-01");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((last.ExitCode, after.ExitCode), Is.EqualTo((0, 1)), after.Error);
            Assert.That(last.Out, Does.Contain("warning CG4203"));
            Assert.That(after.Out, Does.Contain("workspaces/tuned.yaml(9,92): error CG4202"));
            Assert.That(File.Exists(Path.Combine(project, "artifacts", "arm", "a.json")), Is.False);
        }
    }

    [Test]
    public async Task Unknown_workspace_is_a_mistake_of_the_command_line()
    {
        var run = await Tool.RunAsync(Project(), "build", "--workspace", "tuend");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((2, "error: there is no workspace 'tuend'; did you mean 'tuned'?\n")));
    }

    private static string Query(string arm)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(arm));
        return json.RootElement.GetProperty("resources")[0].GetProperty("properties").GetProperty("query").GetString()!;
    }

    private static string Project()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule()));
        _ = Directory.CreateDirectory(Path.Combine(project, "workspaces"));
        File.WriteAllText(Path.Combine(project, "workspaces", "plain.yaml"), $"name: plain\n{Head}workspaceName: law-plain\n");
        File.WriteAllText(
            Path.Combine(project, "workspaces", "tuned.yaml"),
            $"name: tuned\n{Head}workspaceName: law-tuned\noverrides:\n  {Projects.Id}: {{severity: High}}\n\nexclusions:\n  - {{rule: {Projects.Id}, exclude: \"Account == 'scanner'\", expires: 2027-06-30, owner: soc, reason: Scans.}}\n");
        return project;
    }
}
