namespace ContentGen.Cli.Tests;

public sealed class LockCommandTests
{
    [Test]
    public async Task Lock_is_written_checked_and_fails_where_a_rule_changed_without_a_new_version()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule() + "version: 1.0.0\n"));
        var path = Path.Combine(project, "rules", "a.yaml");
        var absent = await Tool.RunAsync(project, "lock", "--check");
        var written = await Tool.RunAsync(project, "lock");
        var before = await File.ReadAllBytesAsync(Path.Combine(project, "content.lock.json"));
        var clean = await Tool.RunAsync(project, "lock", "--check");

        await File.WriteAllTextAsync(path, Projects.Rule(query: "SecurityEvent | where EventID == 4624 | project TimeGenerated, Account") + "version: 1.0.0\n");
        var changed = await Tool.RunAsync(project, "lock");
        var kept = await File.ReadAllBytesAsync(Path.Combine(project, "content.lock.json"));

        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace("1.0.0", "1.1.0", StringComparison.Ordinal));
        var raised = await Tool.RunAsync(project, "lock");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((absent.ExitCode, absent.Out), Is.EqualTo((1, $"added      {Projects.Id} 1.0.0 Failed logons\n")), absent.Error);
            Assert.That(written.ExitCode, Is.Zero, written.Error);
            Assert.That((clean.ExitCode, clean.Out), Is.EqualTo((0, "")));
            Assert.That((changed.ExitCode, changed.Out), Is.EqualTo((1, "rules/a.yaml(9,10): error CG2501: query of the compiled rule changed since version 1.0.0 was locked; raise the version\n")));
            Assert.That(kept, Is.EqualTo(before));
            Assert.That((raised.ExitCode, raised.Out), Is.EqualTo((0, $"changed    {Projects.Id} 1.0.0 -> 1.1.0 Failed logons: query\n")));
        }
    }
}
