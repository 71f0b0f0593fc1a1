namespace ContentGen.Cli.Tests;

/// <summary>What a rule needs of the api-version that it is made for.</summary>
public sealed class TargetVersionTests
{
    private static string Rule(string id) => Projects.Rule(id, id) + "tactics: [CredentialAccess]\nrelevantTechniques: [T1110, T1110.001]\n";

    [Test]
    public async Task Sub_technique_for_a_stable_version_is_an_error_at_its_place()
    {
        var project = Projects.Create(("a.yaml", Rule(Projects.Id)));
        var stable = await Tool.RunAsync(project, "validate", "--api-version", "2025-09-01", "--only", "CG5001");
        var preview = await Tool.RunAsync(project, "validate", "--api-version", "2025-07-01-preview", "--only", "CG5001");
        var wrong = await Tool.RunAsync(project, "validate", "--api-version", "latest");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((stable.ExitCode, stable.Out), Is.EqualTo((1, "rules/a.yaml(10,29): error CG5001: property 'subTechniques' needs a preview api-version; 2025-09-01 does not have it (the first that has: 2023-12-01-preview)\n")));
            Assert.That((preview.ExitCode, preview.Out), Is.EqualTo((0, "")));
            Assert.That(wrong.ExitCode, Is.EqualTo(2));
        }
    }

    [Test]
    public async Task Versions_of_the_workspaces_that_get_a_rule_count()
    {
        var project = Projects.Create(("a.yaml", Rule(Projects.Id)), ("b.yaml", Rule("7b8b7391-5c0a-4f8c-baee-78d8ce0ce330")));
        var folder = Directory.CreateDirectory(Path.Combine(project, "workspaces")).FullName;
        foreach (var (name, version, rules) in new[] { ("stable", "2025-09-01", "a.yaml"), ("preview", "2025-07-01-preview", "*.yaml") })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name + ".yaml"), $"name: {name}\nsubscriptionId: d0cfe6b2-9ac0-4464-9919-dccaee2e48c0\nresourceGroup: rg\nworkspaceName: law-{name}\napiVersion: {version}\ninclude: {{paths: [\"rules/{rules}\"]}}\n");
        }

        var run = await Tool.RunAsync(project, "validate", "--only", "CG5001");
        Assert.That(run.Lines.Select(l => l.Split(':')[0]), Is.EqualTo(new[] { "rules/a.yaml(10,29)" }), run.Out + run.Error);
    }
}
