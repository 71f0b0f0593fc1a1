using System.Text.Json;

namespace ContentGen.Cli.Tests;

/// <summary>report: all exclusions in one list.</summary>
public sealed class ExclusionReportTests
{
    private const string Head = "subscriptionId: 11111111-2222-4333-8444-555555555555\nresourceGroup: rg\n";

    [Test]
    public async Task Json_lists_every_exclusion_with_its_state_on_the_day()
    {
        var report = await Tool.RunAsync(Project(), "report", "--as-of", "2026-11-21", "--format", "json");
        using var json = JsonDocument.Parse(report.Out);
        var rows = json.RootElement.GetProperty("exclusions").EnumerateArray().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.ExitCode, Is.Zero, report.Error);
            Assert.That(rows.Select(r => $"{r.GetProperty("state")} {r.GetProperty("workspace")} {r.GetProperty("exclude")}"), Is.EqualTo(new[]
            {
                "expired w Account == 'old'", "expiring w Account == 'soon'", "active w Account == 'scanner'", "permanent  Account has 'a|b'",
            }));
            Assert.That(
                (rows[1].GetProperty("daysLeft").GetInt32(), rows[1].GetProperty("owner").GetString(), rows[1].GetProperty("ticket").GetString(), rows[1].GetProperty("file").GetString(), rows[1].GetProperty("line").GetInt32(), rows[1].GetProperty("rule").GetProperty("name").GetString()),
                Is.EqualTo((10, "soc", "SEC-1", "workspaces/w.yaml", 7, "Failed [logons](javascript:x)")));
            Assert.That(report.Error, Is.EqualTo("4 exclusions: 1 expired, 1 expiring, 1 active, 1 permanent\n"));
        }
    }

    [Test]
    public async Task Text_and_markdown_say_the_same_in_lines()
    {
        var project = Project();
        var text = await Tool.RunAsync(project, "report", "--as-of", "2026-11-21");
        var markdown = await Tool.RunAsync(project, "report", "--as-of", "2026-11-21", "--format", "markdown");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.Out, Does.Contain("workspaces/w.yaml(7,5): expiring (2026-12-01), Failed [logons](javascript:x) in w, at SecurityEvent: Account == 'soon' -- soc, SEC-1: r\n"));
            Assert.That(markdown.Out, Does.Contain("| permanent | Failed \\[logons\\]\\(javascript:x\\) | all | result | Account has 'a\\|b' |"));
        }
    }

    private static string Project()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule(name: "'Failed [logons](javascript:x)'") + "falsePositives:\n  - {id: x, description: d, tuning: {exclude: \"Account has 'a|b'\"}}\n"));
        _ = Directory.CreateDirectory(Path.Combine(project, "workspaces"));
        var entry = (string predicate, string end, string more) => $"  - {{rule: {Projects.Id}, exclude: \"Account == '{predicate}'\", expires: {end}, owner: soc, reason: r{more}}}\n";
        File.WriteAllText(
            Path.Combine(project, "workspaces", "w.yaml"),
            $"name: w\n{Head}workspaceName: law\nexclusions:\n{entry("scanner", "2027-06-30", "")}{entry("soon", "2026-12-01", ", ticket: SEC-1, at: SecurityEvent")}{entry("old", "2026-01-01", "")}");
        return project;
    }
}
