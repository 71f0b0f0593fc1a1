using System.Diagnostics;

namespace ContentGen.Cli.Tests;

/// <summary>What earlier runs left behind makes later ones quicker and never wrong.</summary>
public sealed class CacheTests
{
    private const string Other = "7b8b7391-5c0a-4f8c-baee-78d8ce0ce330";

    [Test]
    public async Task Second_run_says_the_same_without_analysing_anything()
    {
        var (project, cache) = (Faulty(), TestFolders.Temporary());
        var first = await Validate(project, cache);
        var second = await Tool.RunAsync(project, new Dictionary<string, string?> { ["CONTENTGEN_CACHE"] = cache, ["PATH"] = "" }, "validate", "--format", "json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Out, Does.Contain("KS142"));
            Assert.That((second.ExitCode, second.Out), Is.EqualTo((first.ExitCode, first.Out)), second.Error);
        }
    }

    [Test]
    public async Task What_rules_share_is_seen_though_only_one_of_them_is_read_again()
    {
        const string Third = "8b8b7391-5c0a-4f8c-baee-78d8ce0ce330";
        var cache = TestFolders.Temporary();
        var project = Projects.Create(
            ("a.yaml", Projects.Rule()),
            ("b.yaml", Projects.Rule(name: "failed LOGONS") + "suppress:\n  - {code: CG2302, reason: on its way}\n"),
            ("c.yaml", Projects.Rule(Other, "Other") + $"related: [{Projects.Id}, 9b8b7391-5c0a-4f8c-baee-78d8ce0ce330]\nsupersedes: [9b8b7391-5c0a-4f8c-baee-78d8ce0ce331]\n"),
            ("d.yaml", Projects.Rule(Third, "Third") + "deprecated: {since: 2026-01-01, reason: r, replacedBy: 9b8b7391-5c0a-4f8c-baee-78d8ce0ce332}\nsuppress:\n  - {code: CG3405, reason: not so}\n"));
        var read = await Validate(project, cache);
        var recalled = await Validate(project, cache);
        await File.WriteAllTextAsync(Path.Combine(project, "rules", "a.yaml"), Projects.Rule(id: "9b8b7391-5c0a-4f8c-baee-78d8ce0ce330", name: "Third"));
        var changed = await Validate(project, cache);
        var fresh = await Validate(project, TestFolders.Temporary());
        using (Assert.EnterMultipleScope())
        {
            foreach (var code in new[] { "CG2301", "CG2302", "CG2303", "CG2612" })
            {
                Assert.That(read.Out, Does.Contain(code));
            }

            Assert.That((recalled.ExitCode, recalled.Out), Is.EqualTo((read.ExitCode, read.Out)));
            Assert.That((changed.ExitCode, changed.Out), Is.EqualTo((fresh.ExitCode, fresh.Out)));
            Assert.That(changed.Out, Is.Not.EqualTo(read.Out));
        }
    }

    [TestCase("cut")]
    [TestCase("flip")]
    [TestCase("empty")]
    [TestCase("rubbish")]
    [TestCase("exchange")]
    [TestCase("folder")]
    public async Task Poisoned_cache_never_changes_a_verdict(string poison)
    {
        var (project, cache) = (Faulty(), TestFolders.Temporary());
        var expected = await Validate(project, cache);
        var sound = Projects.Create(("a.yaml", Projects.Rule()), ("sub/b.yaml", Projects.Rule(Other, "Other")));
        _ = await Validate(sound, cache);
        foreach (var kind in new[] { "findings", "analysis" })
        {
            Poison(Directory.GetFiles(Path.Combine(cache, kind), "*", SearchOption.AllDirectories), poison);
        }

        var poisoned = await Validate(project, cache);
        var healed = await Validate(project, cache);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((poisoned.ExitCode, poisoned.Out), Is.EqualTo((expected.ExitCode, expected.Out)), poisoned.Error);
            Assert.That((healed.ExitCode, healed.Out), Is.EqualTo((expected.ExitCode, expected.Out)), healed.Error);
        }
    }

    [Test]
    public async Task Schema_that_changes_changes_the_findings()
    {
        var cache = TestFolders.Temporary();
        var project = Projects.Create(("a.yaml", Projects.Rule(query: "Own_CL | where Level == 1 | project TimeGenerated, Level")));
        var schema = Path.Combine(project, "schemas", "Own_CL.kql");
        _ = Directory.CreateDirectory(Path.GetDirectoryName(schema)!);
        await File.WriteAllTextAsync(schema, ".create-merge table Own_CL (TimeGenerated:datetime, Level:int)\n");
        var before = await Validate(project, cache);
        await File.WriteAllTextAsync(schema, ".create-merge table Own_CL (TimeGenerated:datetime, Grade:int)\n");
        var after = await Validate(project, cache);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(before.Out, Does.Not.Contain("KS142"));
            Assert.That(after.Out, Does.Contain("KS142"));
        }
    }

    [Test]
    public async Task Only_rules_that_changed_since_a_revision_are_reported()
    {
        var project = Faulty();
        Git(project, "init", "-q");
        Git(project, "add", ".");
        Git(project, "-c", "user.name=t", "-c", "user.email=t@example.test", "commit", "-q", "-m", "first");
        var none = await Tool.RunAsync(project, "validate", "--since", "HEAD");
        await File.WriteAllTextAsync(Path.Combine(project, "rules", "new.yaml"), Projects.Rule(query: "SecurityEvent | where Nowhere == 1"));
        var added = await Tool.RunAsync(project, "validate", "--since", "HEAD");
        await File.WriteAllTextAsync(Path.Combine(project, "contentgen.yaml"), "name: changed\n");
        var all = await Tool.RunAsync(project, "validate", "--since", "HEAD");
        var unknown = await Tool.RunAsync(project, "validate", "--since", "nowhere");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((none.ExitCode, none.Out), Is.EqualTo((0, "")), none.Error);
            Assert.That(added.Out, Does.Contain("rules/new.yaml").And.Contain("CG2302").And.Not.Contain("rules/sub/b.yaml("));
            Assert.That(all.Out, Does.Contain("rules/sub/b.yaml("));
            Assert.That((unknown.ExitCode, unknown.Error), Is.EqualTo((2, "error: git knows no revision 'nowhere' here\n")));
        }
    }

    [Test]
    public async Task Cache_key_names_program_and_library()
    {
        var folder = TestFolders.Temporary();
        var (first, second) = (await Tool.RunAsync(folder, "doctor", "--cache-key"), await Tool.RunAsync(folder, "doctor", "--cache-key"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Out, Does.Match(@"\Acontentgen-[0-9.]+[-0-9A-Za-z.]*-[0-9a-f]{16}\n\z"));
            Assert.That(second.Out, Is.EqualTo(first.Out));
        }
    }

    private static string Faulty() => Projects.Create(("a.yaml", Projects.Rule()), ("sub/b.yaml", Projects.Rule(Other, "Other", "SecurityEvent | where Nope == 1")));

    private static Task<Run> Validate(string project, string cache) =>
        Tool.RunAsync(project, new Dictionary<string, string?> { ["CONTENTGEN_CACHE"] = cache }, "validate", "--format", "json");

    private static void Poison(string[] files, string poison)
    {
        var contents = files.Select(File.ReadAllBytes).ToList();
        for (var i = 0; i < files.Length; i++)
        {
            var bytes = contents[i];
            switch (poison)
            {
                case "cut":
                    File.WriteAllBytes(files[i], bytes[..(bytes.Length * 2 / 3)]);
                    break;
                case "flip":
                    bytes[bytes.Length / 2] ^= 1;
                    File.WriteAllBytes(files[i], bytes);
                    break;
                case "empty":
                    File.WriteAllBytes(files[i], []);
                    break;
                case "exchange":
                    // A whole file under another one's name.
                    File.WriteAllBytes(files[i], contents[(i + 1) % contents.Count]);
                    break;
                case "folder":
                    File.Delete(files[i]);
                    _ = Directory.CreateDirectory(files[i]);
                    break;
                default:
                    File.WriteAllText(files[i], "{\"diagnostics\":[]}\n{}");
                    break;
            }
        }
    }

    private static void Git(string folder, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder })!;
        git.WaitForExit();
        Assert.That(git.ExitCode, Is.Zero);
    }
}
