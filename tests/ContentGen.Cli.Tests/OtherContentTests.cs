using System.Text.Json;

namespace ContentGen.Cli.Tests;

/// <summary>Hunting queries, functions and watchlists beside rules.</summary>
public sealed class OtherContentTests
{
    private const string Hunt = "id: 3a81c9d0-4152-4637-4859-60718293a4b5\nname: Rare logons\ntactics: [Discovery]\nquery: Logons() | summarize count() by Account\n";

    [Test]
    public async Task Everything_is_built_and_what_is_used_comes_first()
    {
        var project = Project();
        var build = await Tool.RunAsync(project, "build");
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(project, "artifacts", "manifest.json")));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.ExitCode, Is.Zero, build.Out + build.Error);
            Assert.That(
                manifest.RootElement.GetProperty("resources").EnumerateArray().Select(r => $"{r.GetProperty("kind")} {r.GetProperty("id")}"),
                Is.EqualTo(new[] { "watchlist vip", "function Vips", "function Logons", $"rule {Projects.Id}", "hunting-query 3a81c9d0-4152-4637-4859-60718293a4b5" }));
            Assert.That(await File.ReadAllTextAsync(Path.Combine(project, "artifacts", "arm", "hunting", "rare-logons.json")), Does.Contain("\"category\": \"Hunting Queries\""));
        }
    }

    [Test]
    public async Task Workspace_gets_the_rules_it_includes_and_what_they_use()
    {
        var project = Project();
        Write(project, "functions/lonely.kql", ".create-or-alter function Lonely() { SecurityEvent }");
        Write(project, "workspaces/w.yaml", "name: w\nsubscriptionId: 11111111-2222-4333-8444-555555555555\nresourceGroup: rg\nworkspaceName: law-w\ninclude: {paths: ['rules/**']}\n");
        var build = await Tool.RunAsync(project, "build", "--workspace", "w");
        var files = Projects.Contents(Path.Combine(project, "artifacts", "arm")).Keys;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.ExitCode, Is.Zero, build.Out + build.Error);
            Assert.That(files, Is.EquivalentTo(new[] { "a.json", "bundles/bundle-001.json", "bundles/bundle-002.json", "functions/logons.json", "functions/vips.json", "watchlists/vip.json" }));
        }
    }

    [Test]
    public async Task Broken_function_takes_along_what_uses_it_and_nothing_else()
    {
        var project = Project();
        Write(project, "functions/vips.kql", ".create-or-alter function Vips() { _GetWatchlist('vip') | where Hst == 'x' | project Host }");
        Write(project, "rules/b.yaml", Projects.Rule("7d1f0d5c-3f6e-4b52-9a7c-1c2f0a9b8e64", "Other"));
        var build = await Tool.RunAsync(project, "build");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.ExitCode, Is.EqualTo(1));
            Assert.That(build.Out, Does.Contain("functions/vips.kql(1,65): error KS142"));
            Assert.That(build.Error, Does.Contain("not built, because of errors: rules/a.yaml\n").And.Contain("not built, because of errors: hunting/rare-logons.yaml\n"));
            Assert.That(Projects.Contents(Path.Combine(project, "artifacts", "arm")).Keys, Is.EquivalentTo(new[] { "b.json", "bundles/bundle-001.json", "bundles/bundle-002.json", "watchlists/vip.json" }));
        }
    }

    [Test]
    public async Task Functions_that_call_each_other_are_one_error_and_none_is_built()
    {
        var project = Project();
        Write(project, "functions/vips.kql", ".create-or-alter function Vips() { Logons() | project Host = Computer }");
        var build = await Tool.RunAsync(project, "build");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(build.ExitCode, Is.EqualTo(1));
            Assert.That(build.Out.Split('\n').Where(l => l.Contains(": error", StringComparison.Ordinal)), Has.One.Items.And.One.Contains("error CG3106"));
            Assert.That(Directory.Exists(Path.Combine(project, "artifacts", "arm", "functions")), Is.False);
        }
    }

    [Test]
    public async Task What_is_declared_beside_rules_is_never_read_or_changed_as_a_rule()
    {
        var folder = TestFolders.Temporary();
        var project = Path.Combine(folder, "content");
        Write(project, "contentgen.yaml", "name: test\n");
        Write(project, "rules/a.yaml", Projects.Rule());
        Write(project, "watchlists/hosts.yaml", "alias: hosts\ndisplayName: Our hosts\nrows:\n  - {Host: a}\n");
        Write(project, "workspaces/w.yaml", "name: w\nworkspaceName: law-w\nresourceGroup: rg\nsubscriptionId: 11111111-2222-4333-8444-555555555555\n");
        Write(project, "functions/vips.kql", ".create-or-alter function Vips() { SecurityEvent }");
        var before = Projects.Contents(folder);
        var names = new[] { "content/**/*.yaml", "content/watchlists", ".", "content/watchlists/hosts.yaml", "content/functions/vips.kql", "content/contentgen.yaml" };
        var fix = await Tool.RunAsync(folder, ["fix", "--apply", .. names]);
        var format = await Tool.RunAsync(folder, ["fmt", .. names]);
        var validate = await Tool.RunAsync(folder, ["validate", "--format", "json", .. names]);
        var elsewhere = await Tool.RunAsync(TestFolders.Temporary(), "validate", folder);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((fix.ExitCode, format.ExitCode, validate.ExitCode, elsewhere.ExitCode), Is.EqualTo((0, 0, 0, 0)), validate.Out + elsewhere.Out);
            Assert.That(Projects.Contents(folder), Is.EqualTo(before));
            Assert.That(validate.Out, Does.Contain("\"rules\": 1"));
        }
    }

    [Test]
    public async Task Sigma_rules_that_a_build_wrote_are_no_rules_of_the_next()
    {
        var folder = TestFolders.Temporary();
        Write(folder, "a.yaml", Projects.Rule());
        var first = await Tool.RunAsync(folder, "build", ".", "-o", "out");
        var second = await Tool.RunAsync(folder, "build", ".", "-o", "out");
        Assert.That(Directory.GetFiles(Path.Combine(folder, "out", "sigma"), "*.yml"), Has.Length.EqualTo(1));
        Assert.That((first.ExitCode, second.ExitCode, second.Out), Is.EqualTo((0, 0, first.Out)), second.Out);
    }

    [Test]
    public async Task Folder_without_content_is_no_content_folder()
    {
        var folder = TestFolders.Temporary();
        Write(folder, "docs/readme.md", "");
        var run = await Tool.RunAsync(folder, "validate", "--root", ".");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((2, "error: '.' is no content folder: it has neither contentgen.yaml nor rules/, hunting/ or other content; name one with --root\n")));
    }

    [Test]
    public async Task Hunting_query_is_checked_like_a_rule_where_that_applies_also_outside_of_a_project()
    {
        var project = Project();
        Write(project, "Hunting Queries/x.yaml", "name: No id\ntactics: [Discovery]\nquery: SecurityEvent | where Acount == 'x'\n");
        var inside = await Tool.RunAsync(project, "validate");
        var outside = await Tool.RunAsync(TestFolders.Temporary(), "validate", Path.Combine(project, "Hunting Queries"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(inside.ExitCode, Is.Zero, inside.Out);
            Assert.That(outside.Out, Does.Contain("x.yaml(1,1): error CG2002: the hunting query needs 'id'").And.Contain("x.yaml(3,30): error KS142"));
        }
    }

    private static string Project()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule(query: "Logons() | project TimeGenerated, Account")));
        Write(project, "functions/logons.kql", ".create-or-alter function Logons(since: timespan = 1h) {\n  SecurityEvent | where TimeGenerated > ago(since) and Computer in (Vips())\n}");
        Write(project, "functions/vips.kql", ".create-or-alter function Vips() { _GetWatchlist('vip') | project Host }");
        Write(project, "watchlists/vip.csv", "Host,Score:long\ndc-01,3\n");
        Write(project, "hunting/rare-logons.yaml", Hunt);
        return project;
    }

    private static void Write(string project, string path, string text)
    {
        var full = Path.Combine(project, path);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
