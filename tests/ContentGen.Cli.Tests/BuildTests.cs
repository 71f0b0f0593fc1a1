using System.Security.Cryptography;
using System.Text.Json;

namespace ContentGen.Cli.Tests;

public sealed class BuildTests
{
    private static string Content => Path.Combine(TestFolders.Repository, "content");

    [Test]
    public async Task Content_is_clean_and_two_builds_are_byte_identical()
    {
        var folder = TestFolders.Temporary();
        var validate = await Tool.RunAsync(folder, "validate", Content);
        var first = await Tool.RunAsync(folder, "build", Content, "-o", "one");
        var second = await Tool.RunAsync(TestFolders.Repository, "build", "content", "--no-cache", "-o", Path.Combine(folder, "two"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((validate.ExitCode, validate.Out), Is.EqualTo((0, "")));
            Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((0, 0)));
            Assert.That(Projects.Contents(Path.Combine(folder, "two")), Is.EqualTo(Projects.Contents(Path.Combine(folder, "one"))));
            Assert.That(Directory.GetFiles(Path.Combine(folder, "one"), "*", SearchOption.AllDirectories), Has.Length.EqualTo(19));
        }
    }

    [Test]
    public async Task Build_after_touching_nothing_analyses_and_writes_nothing()
    {
        var folder = TestFolders.Temporary();
        _ = await Tool.RunAsync(folder, "build", Content, "-o", "out");
        // Without Node there is nothing that could analyse.
        var again = await Tool.RunAsync(folder, new Dictionary<string, string?> { ["PATH"] = PathWithoutNode() }, "build", Content, "-o", "out");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again.ExitCode, Is.Zero, again.Error);
            Assert.That(again.Error, Does.Contain("0 written, 19 unchanged, 0 removed").And.Match("; 0 queries analysed, [1-9][0-9]+ from the cache"));
        }
    }

    [Test]
    public async Task Rule_with_an_error_leaves_no_artifact_and_the_others_are_built()
    {
        const string Other = "7b8b7391-5c0a-4f8c-baee-78d8ce0ce330";
        var project = Projects.Create(("a.yaml", Projects.Rule()), ("sub/b.yaml", Projects.Rule(Other, "Other")));
        var sound = await Tool.RunAsync(project, "build");
        await File.WriteAllTextAsync(Path.Combine(project, "rules", "sub", "b.yaml"), Projects.Rule(Other, "Other", "SecurityEvent | where Nope == 1"));
        var faulty = await Tool.RunAsync(project, "build");
        var artifacts = Projects.Contents(Path.Combine(project, "artifacts"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((sound.ExitCode, faulty.ExitCode), Is.EqualTo((0, 1)));
            Assert.That(faulty.Out, Is.EqualTo("rules/sub/b.yaml(8,30): error KS142: The name 'Nope' does not refer to any known column, table, variable or function.\n"));
            Assert.That(faulty.Error, Does.Contain("not built, because of errors: rules/sub/b.yaml"));
            Assert.That(artifacts.Keys, Is.EquivalentTo(new[] { "arm/a.json", "arm/bundles/bundle-001.json", "bicep/a.bicep", "bicep/main.bicep", "pages/a.md", "pages/index.md", "manifest.json", $"sigma/a_{Projects.Id.Replace("-", "", StringComparison.Ordinal)}.yml", $"sigma/{Projects.Id}.fidelity.json" }));
            Assert.That(await File.ReadAllTextAsync(Path.Combine(project, "artifacts", "arm", "bundles", "bundle-001.json")), Does.Not.Contain(Other));
        }
    }

    [Test]
    public async Task Two_builds_at_once_leave_one_whole_result()
    {
        var rules = Enumerable.Range(0, 30).Select(i => ($"r{i}.yaml", Projects.Rule($"6b8b7391-5c0a-4f8c-baee-78d8ce0c{i:x4}", $"Rule {i}"))).ToArray();
        var project = Projects.Create(rules);
        var cache = new Dictionary<string, string?> { ["CONTENTGEN_CACHE"] = TestFolders.Temporary() };
        var runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Tool.RunAsync(project, cache, "build", "-o", "out")));
        var alone = await Tool.RunAsync(project, "build", "-o", "alone");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(runs.Select(r => r.ExitCode), Is.All.Zero, string.Concat(runs.Select(r => r.Error)));
            Assert.That(alone.ExitCode, Is.Zero);
            Assert.That(Projects.Contents(Path.Combine(project, "out")), Is.EqualTo(Projects.Contents(Path.Combine(project, "alone"))));
        }
    }

    [Test]
    public async Task Manifest_names_every_artifact_with_its_hash_and_source()
    {
        var folder = TestFolders.Temporary();
        _ = await Tool.RunAsync(folder, "build", Content, "-o", "out");
        using var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "out", "manifest.json")));
        var entries = manifest.RootElement.GetProperty("artifacts").EnumerateArray().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(entries.Select(e => e.GetProperty("path").GetString()), Is.EquivalentTo(Projects.Contents(Path.Combine(folder, "out")).Keys.Where(k => k != "manifest.json")));
            foreach (var entry in entries)
            {
                Assert.That(entry.GetProperty("sha256").GetString(), Is.EqualTo(Hash(Path.Combine(folder, "out", entry.GetProperty("path").GetString()!))));
                foreach (var source in entry.GetProperty("sources").EnumerateArray())
                {
                    Assert.That(source.GetProperty("sha256").GetString(), Is.EqualTo(Hash(Path.Combine(Content, source.GetProperty("file").GetString()!))));
                }
            }
        }
    }

    [Test]
    public async Task Manifest_that_somebody_changed_cannot_make_us_delete_other_files()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule()));
        var output = Directory.CreateDirectory(Path.Combine(project, "out")).FullName;
        var precious = Path.Combine(project, "precious.txt");
        await File.WriteAllTextAsync(precious, "x");
        await File.WriteAllTextAsync(Path.Combine(output, "manifest.json"), $$"""{"artifacts":[{"path":"../precious.txt"},{"path":{{JsonSerializer.Serialize(precious)}}},{"path":5},7]}""");
        var run = await Tool.RunAsync(project, "build", "-o", "out");
        Assert.That((run.ExitCode, File.Exists(precious)), Is.EqualTo((0, true)), run.Error);
    }

    [TestCase("arm/../manifest.json")]
    [TestCase("arm/../arm/a.json")]
    [TestCase("./arm/a.json")]
    [TestCase("a\\u0000b")]
    [TestCase("\\ud800")]
    public async Task Manifest_with_odd_paths_neither_stops_a_build_nor_costs_an_artifact(string path)
    {
        var project = Projects.Create(("a.yaml", Projects.Rule()));
        var output = Directory.CreateDirectory(Path.Combine(project, "out")).FullName;
        await File.WriteAllTextAsync(Path.Combine(output, "manifest.json"), "{\"artifacts\":[{\"path\":\"" + path + "\"}]}");
        var run = await Tool.RunAsync(project, "build", "-o", "out");
        Assert.That((run.ExitCode, Projects.Contents(output).Count), Is.EqualTo((0, 9)), run.Error);
    }

    [Test]
    public async Task Artifacts_of_a_build_that_failed_part_way_do_not_stay()
    {
        var project = Projects.Create(("q.yaml", Projects.Rule()));
        var obstacle = Directory.CreateDirectory(Path.Combine(project, "out", "pages", "index.md")).FullName;
        var failed = await Tool.RunAsync(project, "build", "-o", "out");
        Directory.Delete(obstacle);
        File.Move(Path.Combine(project, "rules", "q.yaml"), Path.Combine(project, "rules", "r.yaml"));
        var mended = await Tool.RunAsync(project, "build", "-o", "out");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((failed.ExitCode, mended.ExitCode), Is.EqualTo((3, 0)), failed.Error);
            Assert.That(Projects.Contents(Path.Combine(project, "out")).Keys, Is.EquivalentTo(new[] { "arm/r.json", "arm/bundles/bundle-001.json", "bicep/r.bicep", "bicep/main.bicep", "pages/r.md", "pages/index.md", "manifest.json", $"sigma/r_{Projects.Id.Replace("-", "", StringComparison.Ordinal)}.yml", $"sigma/{Projects.Id}.fidelity.json" }));
        }
    }

    [Test]
    public async Task Stable_api_version_refuses_what_it_lacks()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule() + "relevantTechniques: [T1110.001]\n"));
        var run = await Tool.RunAsync(project, "build", "--api-version", "2025-09-01");
        using var _ = Assert.EnterMultipleScope();
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Out, Does.Contain("rules/a.yaml(9,22): error CG5001: property 'subTechniques' needs a preview api-version; 2025-09-01 does not have it (the first that has: 2023-12-01-preview)\n"));
    }

    [Test]
    public async Task Template_of_the_user_is_taken_and_a_faulty_one_is_said_plainly()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule()));
        var pages = Directory.CreateDirectory(Path.Combine(project, "mine", "pages")).FullName;
        await File.WriteAllTextAsync(Path.Combine(pages, "index.md.hbs"), "mine: {{count}}\n");
        var own = await Tool.RunAsync(project, "build", "--templates", "mine");
        await File.WriteAllTextAsync(Path.Combine(pages, "index.md.hbs"), "mine: {{nothingOfThisName}}\n");
        var faulty = await Tool.RunAsync(project, "build", "--templates", "mine");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(own.ExitCode, Is.Zero, own.Error);
            Assert.That(await File.ReadAllTextAsync(Path.Combine(project, "artifacts", "pages", "index.md")), Does.StartWith("mine: "));
            Assert.That((faulty.ExitCode, faulty.Error), Is.EqualTo((3, faulty.Error)));
            Assert.That(faulty.Error, Does.Contain("template").And.Contain("nothingOfThisName"));
        }
    }

    /// <summary>The folders of PATH that have dotnet and no Node.</summary>
    internal static string PathWithoutNode()
    {
        var folder = TestFolders.Temporary();
        var dotnet = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(p => Path.Combine(p, "dotnet")).First(File.Exists);
        _ = File.CreateSymbolicLink(Path.Combine(folder, "dotnet"), dotnet);
        return folder;
    }

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
