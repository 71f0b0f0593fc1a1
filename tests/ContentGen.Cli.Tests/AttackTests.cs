namespace ContentGen.Cli.Tests;

public sealed class AttackTests
{
    private const string Bundle = """
        {"objects": [
          {"type": "x-mitre-collection", "x_mitre_version": "19.0"},
          {"type": "attack-pattern", "id": "attack-pattern--1", "name": "Clear Windows Event Logs", "revoked": true,
           "kill_chain_phases": [{"kill_chain_name": "mitre-attack", "phase_name": "stealth"}], "external_references": [{"source_name": "mitre-attack", "external_id": "T1070.001"}]},
          {"type": "attack-pattern", "id": "attack-pattern--2", "name": "Clear Windows Event Logs",
           "kill_chain_phases": [{"kill_chain_name": "mitre-attack", "phase_name": "defense-impairment"}], "external_references": [{"source_name": "mitre-attack", "external_id": "T1685.005"}]},
          {"type": "relationship", "relationship_type": "revoked-by", "source_ref": "attack-pattern--1", "target_ref": "attack-pattern--2"}
        ]}
        """;

    [Test]
    public async Task Update_writes_the_version_that_the_project_is_compared_with_from_then_on()
    {
        var folder = Projects.Create(("rule.yaml", Projects.Rule() + "tactics: [DefenseEvasion]\nrelevantTechniques: [T1070.001]\n"));
        await File.WriteAllTextAsync(Path.Combine(folder, "bundle.json"), Bundle);
        var before = await Tool.RunAsync(folder, "validate", "--only", "CG2402", "--only", "CG2406");
        var update = await Tool.RunAsync(folder, "attack", "update", "bundle.json");
        var after = await Tool.RunAsync(folder, "validate", "--only", "CG2402", "--only", "CG2406");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(before.Out, Does.Contain("CG2406").And.Contain("ATT&CK 19"));
            Assert.That((update.ExitCode, update.Out), Is.EqualTo((0, $"ATT&CK 19: 2 techniques, 1 active, written to {Path.Combine(folder, "attack")}\n")), update.Error);
            Assert.That(after.Out, Does.Contain("CG2402").And.Contain("T1685.005").And.Not.Contain("CG2406"));
        }
    }

    [TestCase("nothing.json", "")]
    [TestCase("contentgen.yaml", "not valid JSON")]
    public async Task File_that_is_no_bundle_is_a_usage_error_and_writes_nothing(string file, string why)
    {
        var folder = Projects.Create();
        var run = await Tool.RunAsync(folder, "attack", "update", file);
        Assert.That((run.ExitCode, run.Out, Directory.Exists(Path.Combine(folder, "attack"))), Is.EqualTo((2, "", false)));
        Assert.That(run.Error, Does.StartWith($"error: {file}: ").And.Contain(why));
    }

    [Test]
    public async Task Damaged_data_of_the_project_is_named()
    {
        var folder = Projects.Create(("rule.yaml", Projects.Rule()));
        _ = Directory.CreateDirectory(Path.Combine(folder, "attack"));
        await File.WriteAllTextAsync(Path.Combine(folder, "attack", "version.txt"), "newest");
        var run = await Tool.RunAsync(folder, "validate");
        Assert.That((run.ExitCode, run.Out), Is.EqualTo((2, "")));
    }
}
