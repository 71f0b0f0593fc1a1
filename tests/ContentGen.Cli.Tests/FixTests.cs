using System.Runtime.Versioning;

namespace ContentGen.Cli.Tests;

public sealed class FixTests
{
    private const string Faulty =
        "\uFEFF# Head comment\r\nid: 6B8B7391-5C0A-4F8C-BAEE-78D8CE0CE330 # the id\r\nname: 'It''s a rule'\r\nseverity: low\r\nkind: scheduled\r\nqueryFrequency: 1h\r\nqueryPeriod: 1h\r\n"
        + "triggerOperator: gt\r\ntriggerThreshold: 0\r\ndescription: |\r\n  'Counts things.\r\n\r\n  Twice.'\r\n\r\ntechniques: t1485   # one\r\ntactics: \"Command and Control\"\r\nquery: |\r\n  SecurityEvent\r\n"
        + "  | project TimeGenerated, Account\r\nentityMappings:\r\n  # one mapping\r\n  entityType: account\r\n  fieldMappings:\r\n    identifier: FullName\r\n    columnName: Account\r\n";

    private const string Mended =
        "\uFEFF# Head comment\r\nid: 6b8b7391-5c0a-4f8c-baee-78d8ce0ce330 # the id\r\nname: 'It''s a rule'\r\nseverity: Low\r\nkind: Scheduled\r\nqueryFrequency: 1h\r\nqueryPeriod: 1h\r\n"
        + "triggerOperator: gt\r\ntriggerThreshold: 0\r\ndescription: |\r\n  Counts things.\r\n\r\n  Twice.\r\n\r\nrelevantTechniques: [T1485]   # one\r\ntactics: [\"CommandAndControl\"]\r\nquery: |\r\n  SecurityEvent\r\n"
        + "  | project TimeGenerated, Account\r\nentityMappings:\r\n  # one mapping\r\n  - entityType: Account\r\n    fieldMappings:\r\n      - identifier: FullName\r\n        columnName: Account\r\n";

    // The forms that this test is about, whatever further checks there are.
    private static readonly string[] Forms = ["--only", "CG2101,CG2102,CG2103,CG2104,CG2105,CG2106"];

    [Test]
    public async Task Apply_mends_the_forms_and_keeps_everything_else_to_the_byte()
    {
        var project = Projects.Create(("a.yaml", Faulty));
        var path = Path.Combine(project, "rules", "a.yaml");
        var first = await Tool.RunAsync(project, ["fix", "--apply", .. Forms]);
        var mended = await File.ReadAllBytesAsync(path);
        var second = await Tool.RunAsync(project, ["fix", "--apply", .. Forms]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.ExitCode, Is.Zero, first.Error);
            Assert.That(System.Text.Encoding.UTF8.GetString(mended), Is.EqualTo(Mended));
            Assert.That(await File.ReadAllBytesAsync(path), Is.EqualTo(mended));
            Assert.That(second.Error, Does.StartWith("0 fixes in 0 files"));
            Assert.That(Directory.GetFiles(Path.Combine(project, "rules")), Is.EqualTo(new[] { path }));
        }
    }

    [Test]
    public async Task Dry_run_prints_a_difference_that_git_applies_and_writes_nothing()
    {
        var project = Projects.Create(("a.yaml", Faulty));
        var path = Path.Combine(project, "rules", "a.yaml");
        var before = await File.ReadAllBytesAsync(path);
        var run = await Tool.RunAsync(project, ["fix", .. Forms]);
        Assert.That(await File.ReadAllBytesAsync(path), Is.EqualTo(before));
        var patch = Path.Combine(TestFolders.Temporary(), "d.patch");
        await File.WriteAllTextAsync(patch, run.Out);
        var git = await Tool.StartAsync("git", project, [], ["-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", patch]);
        Assert.That(git.ExitCode, Is.Zero, git.Error + run.Out);
        Assert.That(await File.ReadAllTextAsync(path), Is.EqualTo(Mended[1..]));
        Assert.That(run.Error, Does.Contain("--apply"));
    }

    [Test]
    public async Task Only_the_codes_that_were_asked_for_are_mended()
    {
        var project = Projects.Create(("a.yaml", Faulty));
        var run = await Tool.RunAsync(project, "fix", "--only", "CG2105");
        Assert.That(run.Lines.Count(l => l is ['+', not '+', ..]), Is.EqualTo(1), run.Out);
    }

    [Test]
    public async Task Byte_order_mark_goes_and_nothing_else()
    {
        var project = Projects.Create(("a.yaml", Faulty));
        var path = Path.Combine(project, "rules", "a.yaml");
        var validated = await Tool.RunAsync(project, "validate", "--only", "CG2109", "--format", "sarif");
        var dry = await Tool.RunAsync(project, "fix", "--only", "CG2109");
        var first = await Tool.RunAsync(project, "fix", "--apply", "--only", "CG2109");
        var second = await Tool.RunAsync(project, "validate", "--only", "CG2109");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(validated.Out, Does.Contain("CG2109"));
            Assert.That(dry.Lines.Count(l => l is ['+', not '+', ..]), Is.EqualTo(1), dry.Out);
            Assert.That(first.Error, Does.StartWith("1 fix in 1 file"));
            Assert.That(await File.ReadAllBytesAsync(path), Is.EqualTo(System.Text.Encoding.UTF8.GetBytes(Faulty[1..])));
            Assert.That(second.Out, Is.Empty, "what was found before is not recalled");
        }
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public async Task File_keeps_its_mode_and_a_link_stays_a_link()
    {
        var project = Projects.Create(("a.txt", Faulty));
        var (target, link) = (Path.Combine(project, "rules", "a.txt"), Path.Combine(project, "rules", "a.yaml"));
        File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        File.CreateSymbolicLink(link, target);
        var run = await Tool.RunAsync(project, ["fix", "--apply", .. Forms]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.ExitCode, Is.Zero, run.Error);
            Assert.That(new FileInfo(link).LinkTarget, Is.EqualTo(target));
            Assert.That(File.GetUnixFileMode(target), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead));
            Assert.That(await File.ReadAllTextAsync(target), Is.EqualTo(Mended[1..]));
        }
    }
}
