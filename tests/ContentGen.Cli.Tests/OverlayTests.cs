using System.Text.Json;

namespace ContentGen.Cli.Tests;

/// <summary>One rule, two workspaces.</summary>
public sealed class OverlayTests
{
    private const string Other = "7d1f0d5c-3f6e-4b52-9a7c-1c2f0a9b8e64";
    private const string Hunt = "3a81c9d0-4152-4637-4859-60718293a4b5";
    private const string Head = "subscriptionId: 11111111-2222-4333-8444-555555555555\nresourceGroup: rg\n";

    [Test]
    public async Task Each_workspace_gets_its_own_artifacts_and_the_manifest_says_why()
    {
        var project = Project();
        var all = await Tool.RunAsync(project, "build", "--all-workspaces", "--as-of", "2026-11-21");
        var one = await Tool.RunAsync(project, "build", "--workspace", "tuned", "--as-of", "2026-11-21", "-o", "one");
        var elsewhere = await Tool.RunAsync(TestFolders.Temporary(), "build", "--root", project, "--workspace", "tuned", "--as-of", "2026-11-21", "-o", Path.Combine(project, "elsewhere"));
        var tuned = Path.Combine(project, "artifacts", "tuned");
        var page = await File.ReadAllTextAsync(Path.Combine(tuned, "pages", "a.md"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((all.ExitCode, one.ExitCode), Is.EqualTo((0, 0)), all.Error + one.Error);
            Assert.That(Query(Path.Combine(tuned, "arm", "a.json")), Does.Contain("where not(\nAccount == 'scanner'\n)"));
            Assert.That(Query(Path.Combine(project, "artifacts", "plain", "arm", "a.json")), Does.Not.Contain("scanner"));
            Assert.That(await File.ReadAllTextAsync(Path.Combine(tuned, "manifest.json")), Does.Contain("\"overlay\": \"workspaces/tuned.yaml\""));
            Assert.That(await File.ReadAllTextAsync(Path.Combine(project, "artifacts", "plain", "manifest.json")), Does.Not.Contain("overlay"));
            Assert.That(Projects.Contents(Path.Combine(project, "one")), Is.EqualTo(Projects.Contents(tuned)));
            Assert.That(Projects.Contents(Path.Combine(project, "elsewhere")), Is.EqualTo(Projects.Contents(tuned)), elsewhere.Error);
            Assert.That(page, Does.Contain("| Changed by | `workspaces/tuned.yaml` |").And.Contain("| `Account == 'scanner'` | the result | 2027-06-30 | soc |  | Scans. |"));
        }
    }

    [Test]
    public async Task Include_that_takes_nothing_is_a_warning_at_its_place()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule() + "tags: [prod, {Schema: ASim}]\n"));
        _ = Directory.CreateDirectory(Path.Combine(project, "workspaces"));
        _ = Directory.CreateDirectory(Path.Combine(project, "functions"));
        await File.WriteAllTextAsync(Path.Combine(project, "functions", "f.kql"), ".create-or-alter function F() { SecurityEvent }");
        await File.WriteAllTextAsync(Path.Combine(project, "workspaces", "w.yaml"), $"name: w\n{Head}workspaceName: law\ninclude:\n  paths: ['rules/**', 'functions/*', 'rule/**']\n  tags: [prod, 'Schema:ASim', prd]\n");
        var whole = await Tool.RunAsync(project, "validate");
        var one = await Tool.RunAsync(project, "validate", "rules/a.yaml");
        Assert.That((whole.ExitCode, one.Out), Is.EqualTo((0, "")), whole.Out + one.Out);
        Assert.That(whole.Lines, Is.EqualTo(new[]
        {
            "workspaces/w.yaml(6,38): warning CG4214: no file of the content is matched by 'rule/**'; paths begin below the content folder, as in rules/**",
            "workspaces/w.yaml(7,31): warning CG4214: no rule has the tag 'prd'; did you mean 'prod'?",
        }));
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

    [Test]
    public async Task Hunting_query_is_changed_as_a_rule_is_and_the_function_that_both_call_stays_what_it_is()
    {
        var project = Project();
        Write(project, "functions/logons.kql", ".create-or-alter function Logons() { SecurityEvent | where EventID == 4624 }");
        Write(project, "rules/b.yaml", Projects.Rule(Other, "Other", "Logons() | project TimeGenerated, Account"));
        Write(project, "hunting/h.yaml", $"id: {Hunt}\nname: Hunt\ntactics: [Discovery]\nparameters:\n  Least: {{type: long}}\nquery: |-\n  let Least = 3;\n  Logons() | summarize Seen = count() by Account | where Seen < Least\n");
        Write(
            project, "workspaces/hunters.yaml",
            $"name: hunters\n{Head}workspaceName: law-hunters\noverrides:\n  {Hunt}: {{parameters: {{Least: 9}}}}\nexclusions:\n  - {{rule: {Hunt}, exclude: \"Computer == 'scanner'\", at: SecurityEvent, expires: 2027-06-30, owner: soc, reason: Scans.}}\n");
        var build = await Tool.RunAsync(project, "build", "--workspace", "hunters", "--as-of", "2026-11-21");
        var arm = Path.Combine(project, "artifacts", "arm");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.ExitCode, Is.Zero, build.Out + build.Error);
            Assert.That(Query(Path.Combine(arm, "hunting", "h.json")), Does.StartWith("let Logons = (\n) { (SecurityEvent\n| where not(\nComputer == 'scanner'\n)) | where EventID == 4624 };\nlet Least = 9;\nLogons()"));
            Assert.That(Query(Path.Combine(arm, "b.json")), Is.EqualTo("Logons() | project TimeGenerated, Account"));
            Assert.That(Query(Path.Combine(arm, "functions", "logons.json")), Does.Not.Contain("scanner"));
        }

        Write(project, "workspaces/hunters.yaml", $"name: hunters\n{Head}workspaceName: law-hunters\noverrides:\n  {Hunt}: {{severity: High}}\n");
        var wrong = await Tool.RunAsync(project, "build", "--workspace", "hunters");
        Assert.That((wrong.ExitCode, wrong.Out), Is.EqualTo((1, "workspaces/hunters.yaml(6,42): error CG4213: a hunting query has no 'severity'\n")).Using<(int, string)>((x, y) => x.Item1 == y.Item1 && x.Item2.Contains(y.Item2, StringComparison.Ordinal)));
    }

    [Test]
    public async Task Rule_that_the_workspaces_version_of_the_api_cannot_have_is_left_out_there_and_only_there()
    {
        var project = Project();
        Write(project, "rules/b.yaml", Projects.Rule(Other, "Other").Replace("severity: Low", "severity: Low\ntactics: [CredentialAccess]\nrelevantTechniques: [T1110.001]", StringComparison.Ordinal));
        Write(project, "workspaces/stable.yaml", $"name: stable\n{Head}workspaceName: law-stable\napiVersion: 2025-09-01\n");
        var build = await Tool.RunAsync(project, "build", "--all-workspaces", "--as-of", "2026-11-21");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.ExitCode, Is.EqualTo(1));
            Assert.That(build.Out, Does.Contain("rules/b.yaml(5,22): error CG5001").And.Contain("2025-09-01"));
            Assert.That(File.Exists(Path.Combine(project, "artifacts", "stable", "arm", "a.json")), Is.True);
            Assert.That(File.Exists(Path.Combine(project, "artifacts", "stable", "arm", "b.json")), Is.False);
            Assert.That(File.Exists(Path.Combine(project, "artifacts", "plain", "arm", "b.json")), Is.True);
        }
    }

    /// <summary>What a workspace's file breaks is named; a file that nobody can trust changes nothing of what was built from it before.</summary>
    [Test]
    public async Task What_is_not_built_for_a_workspace_is_named_and_a_faulty_file_leaves_its_folder_alone()
    {
        var project = Project();
        Write(project, "functions/broken.kql", ".create-or-alter function Broken() { SecurityEvent | where Acount == 'x' | project Account }");
        _ = await Tool.RunAsync(project, "build", "--all-workspaces", "--as-of", "2026-11-21");
        var before = Projects.Contents(Path.Combine(project, "artifacts", "plain"));
        Write(project, "workspaces/plain.yaml", $"name: plain\n{Head}workspaceName: law-plain\nprune: sometimes\n");
        Write(project, "workspaces/torn.yaml", "name: torn\nexclusions: [\n");
        Write(project, "workspaces/uses.yaml", $"name: uses\n{Head}workspaceName: law-uses\nexclusions:\n  - {{rule: {Projects.Id}, exclude: Account in (Broken()), expires: 2027-06-30, owner: soc, reason: Scans.}}\n");
        Write(project, "workspaces/wrong.yaml", $"name: wrong\n{Head}workspaceName: law-wrong\noverrides:\n  {Projects.Id}: {{queryPeriod: 10m}}\n");
        var all = await Tool.RunAsync(project, "build", "--all-workspaces", "--as-of", "2026-11-21");
        var torn = await Tool.RunAsync(project, "build", "--workspace", "torn", "--as-of", "2026-11-21");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((all.ExitCode, torn.ExitCode), Is.EqualTo((1, 1)), torn.Error);
            Assert.That(all.Error, Does.Contain("not built, because of errors: workspaces/plain.yaml\n").And.Contain("not built, because of errors: workspaces/torn.yaml\n"));
            Assert.That(all.Error, Does.Contain("not built for uses, because of errors in its file: rules/a.yaml\n").And.Contain("not built for wrong, because of errors in its file: rules/a.yaml\n"));
            Assert.That(Projects.Contents(Path.Combine(project, "artifacts", "plain")), Is.EqualTo(before));
            Assert.That(File.Exists(Path.Combine(project, "artifacts", "uses", "arm", "a.json")), Is.False, "its exclusion calls what is not there");
            Assert.That(torn.Out, Does.Contain("workspaces/torn.yaml("));
            Assert.That(torn.Error, Does.Contain("nothing built"));
        }
    }

    [Test]
    public async Task Workspaces_whose_folders_would_be_one_are_refused_before_anything_is_written()
    {
        var project = Project();
        Write(project, "workspaces/x.yaml", $"name: Tuned\n{Head}workspaceName: law-x\n");
        var build = await Tool.RunAsync(project, "build", "--all-workspaces", "--as-of", "2026-11-21");
        Assert.That((build.ExitCode, build.Error, Directory.Exists(Path.Combine(project, "artifacts"))), Is.EqualTo((2, "error: --all-workspaces: 'tuned' and 'Tuned' would be one folder; rename one of the workspaces\n", false)));
    }

    private static void Write(string project, string path, string text)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(project, path))!);
        File.WriteAllText(Path.Combine(project, path), text);
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
