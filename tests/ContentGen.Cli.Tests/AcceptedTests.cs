namespace ContentGen.Cli.Tests;

/// <summary>What a project accepts: severities of its own, and a baseline for the findings that it had.</summary>
public sealed class AcceptedTests
{
    [Test]
    public async Task Severities_of_the_project_decide_what_is_reported_and_built()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule() + "ownr: me\ntactics: impact\nrelevantTechniques: [T1485]\n"));
        await File.WriteAllTextAsync(Path.Combine(project, "contentgen.yaml"), "name: x\nseverities:\n  CG2001: {severity: error, reason: Strict.}\n  CG2104: {severity: off, reason: We write small.}\n");
        var valid = await Tool.RunAsync(project, "validate", "--only", "CG2001,CG2104");
        var built = await Tool.RunAsync(project, "build", "-o", "out");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((valid.ExitCode, valid.Out), Is.EqualTo((1, "rules/a.yaml(9,1): error CG2001: unknown key 'ownr' in the rule; did you mean 'owner'?\n")));
            Assert.That(built.Error, Does.Contain("not built, because of errors: rules/a.yaml"));
        }
    }

    [Test]
    public async Task Baseline_accepts_what_was_there_reports_what_is_new_and_shrinks()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule() + "ownr: me\n"), ("b.yaml", Projects.Rule("7b8b7391-5c0a-4f8c-baee-78d8ce0ce330", "B", "Nope")));
        await File.WriteAllTextAsync(Path.Combine(project, "contentgen.yaml"), "name: x\nbaseline: baseline.tsv\n");
        var missing = await Tool.RunAsync(project, "validate");
        var made = await Tool.RunAsync(project, "baseline", "--least", "info");
        var clean = await Tool.RunAsync(project, "validate", "--fail-on", "warning");
        var elsewhere = await Tool.RunAsync(Path.Combine(project, "rules"), "validate", "--fail-on", "warning");

        await File.WriteAllTextAsync(Path.Combine(project, "rules", "a.yaml"), "# a comment more\n" + Projects.Rule() + "owenr: me\n");
        var changed = await Tool.RunAsync(project, "validate");
        var part = await Tool.RunAsync(project, "validate", "rules/b.yaml");
        var shrunk = await Tool.RunAsync(project, "baseline");
        var after = await Tool.RunAsync(project, "validate");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(missing.ExitCode, Is.EqualTo(2));
            Assert.That(made.ExitCode, Is.Zero, made.Error);
            Assert.That((clean.ExitCode, clean.Out), Is.EqualTo((0, "")));
            Assert.That((elsewhere.ExitCode, elsewhere.Out), Is.EqualTo((0, "")));
            Assert.That(changed.Out, Does.Contain("CG2308: CG2001 is no longer found").And.Contain("rules/a.yaml(10,1): warning CG2001: unknown key 'owenr'"));
            Assert.That((part.ExitCode, part.Out), Is.EqualTo((0, "")));
            Assert.That(shrunk.ExitCode, Is.Zero, shrunk.Error);
            Assert.That(after.Out, Does.Not.Contain("CG2308").And.Contain("'owenr'"));
        }
    }

    [Test]
    public async Task Baseline_outside_of_the_content_folder_is_refused()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule()));
        await File.WriteAllTextAsync(Path.Combine(project, "contentgen.yaml"), "name: x\nbaseline: ../../elsewhere.tsv\n");
        var run = await Tool.RunAsync(project, "validate");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((2, "error: contentgen.yaml: the baseline '../../elsewhere.tsv' lies outside of the content folder\n")));
    }
}
