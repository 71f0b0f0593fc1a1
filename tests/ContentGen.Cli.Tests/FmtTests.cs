namespace ContentGen.Cli.Tests;

public sealed class FmtTests
{
    private const string Disorder =
        "name: B\r\n# the id\r\nid: 7b8b7391-5c0a-4f8c-baee-78d8ce0ce330\r\nquery: |\r\n  SecurityEvent|where EventID==4625 // failed\r\n  |project  TimeGenerated,Account\r\nseverity: Low\r\nkind: NRT";

    [Test]
    public async Task Keys_are_ordered_once_and_check_says_so()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule()), ("b.yaml", Disorder));
        var check = await Tool.RunAsync(project, "fmt", "--check");
        var written = await Tool.RunAsync(project, "fmt");
        var again = await Tool.RunAsync(project, "fmt", "--check");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((check.ExitCode, check.Out), Is.EqualTo((1, "rules/b.yaml\n")), check.Error);
            Assert.That(written.ExitCode, Is.Zero, written.Error);
            Assert.That((again.ExitCode, again.Out), Is.EqualTo((0, "")));
            Assert.That(await File.ReadAllTextAsync(Path.Combine(project, "rules", "b.yaml")), Is.EqualTo(
                "# the id\r\nid: 7b8b7391-5c0a-4f8c-baee-78d8ce0ce330\r\nname: B\r\nseverity: Low\r\nkind: NRT\r\nquery: |\r\n  SecurityEvent|where EventID==4625 // failed\r\n  |project  TimeGenerated,Account\r\n"));
        }
    }

    [Test]
    public async Task Queries_are_formatted_by_the_library_and_stay_so()
    {
        var project = Projects.Create(("b.yaml", Disorder));
        var written = await Tool.RunAsync(project, "fmt", "--kql");
        var again = await Tool.RunAsync(project, "fmt", "--kql", "--check");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(written.ExitCode, Is.Zero, written.Error);
            Assert.That(await File.ReadAllTextAsync(Path.Combine(project, "rules", "b.yaml")), Does.Contain(
                "query: |\r\n  SecurityEvent\r\n  | where EventID == 4625 // failed\r\n  | project TimeGenerated, Account\r\n"));
            Assert.That((again.ExitCode, again.Out), Is.EqualTo((0, "")), again.Error);
        }
    }

    [Test]
    public async Task Rules_of_the_repository_and_of_the_template_are_in_order()
    {
        var folder = TestFolders.Temporary();
        _ = await Tool.RunAsync(folder, "new", "rule", "From the template");
        var template = await Tool.RunAsync(folder, "fmt", "--check");
        var own = await Tool.RunAsync(TestFolders.Repository, "fmt", "--check", "content/rules");
        Assert.That((template.ExitCode, template.Out, own.ExitCode, own.Out), Is.EqualTo((0, "", 0, "")));
    }
}
