using System.Text.RegularExpressions;

namespace ContentGen.Cli.Tests;

/// <summary>The program as others get it.</summary>
public sealed partial class PackageTests
{
    [Test]
    public async Task Packed_tool_installs_into_an_empty_folder_and_works()
    {
        var folder = TestFolders.Temporary();
        var environment = new Dictionary<string, string?> { ["MSBUILDDISABLENODEREUSE"] = "1" };
        var project = Path.Combine(TestFolders.Repository, "src", "ContentGen.Cli");
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        var pack = await Tool.StartAsync("dotnet", folder, environment, ["pack", project, "--no-build", "--configuration", configuration, "-o", Path.Combine(folder, "packages")]);
        Assert.That(pack.ExitCode, Is.Zero, pack.Out);
        var install = await Tool.StartAsync("dotnet", folder, environment, ["tool", "install", "ContentGen", "--tool-path", "tools", "--source", Path.Combine(folder, "packages")]);
        Assert.That(install.ExitCode, Is.Zero, install.Out + install.Error);
        await File.WriteAllTextAsync(Path.Combine(folder, "rule.yaml"), Projects.Rule());
        var run = await Tool.StartAsync(Path.Combine(folder, "tools", "contentgen"), folder, environment, ["build", "rule.yaml"]);
        Assert.That((run.ExitCode, File.Exists(Path.Combine(folder, "artifacts", "arm", "rule.json"))), Is.EqualTo((0, true)), run.Out + run.Error);
    }

    [Test]
    public async Task Content_project_shows_findings_at_their_line_skips_unchanged_work_and_cleans()
    {
        var folder = TestFolders.Temporary();
        foreach (var file in new[] { "global.json", "build/ContentGen.Content.props", "build/ContentGen.Content.targets" })
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.Copy(Path.Combine(TestFolders.Repository, file), Path.Combine(folder, file));
        }

        var content = Directory.CreateDirectory(Path.Combine(folder, "content")).FullName;
        await File.WriteAllTextAsync(Path.Combine(content, "contentgen.yaml"), "name: test\n");
        _ = Directory.CreateDirectory(Path.Combine(content, "rules"));
        var rule = Path.Combine(content, "rules", "a.yaml");
        await File.WriteAllTextAsync(rule, Projects.Rule());
        await File.WriteAllTextAsync(Path.Combine(content, "content.csproj"), $"""
            <Project Sdk="Microsoft.Build.NoTargets">
              <PropertyGroup><ContentGenTool>{Tool.Program}</ContentGenTool></PropertyGroup>
              <Import Project="../build/ContentGen.Content.props" />
              <Import Project="../build/ContentGen.Content.targets" />
            </Project>
            """);
        var first = await Build(content, "build");
        var stamp = File.GetLastWriteTimeUtc(Path.Combine(content, "obj", "contentgen.stamp"));
        var second = await Build(content, "build");
        var stampAfter = File.GetLastWriteTimeUtc(Path.Combine(content, "obj", "contentgen.stamp"));
        await File.WriteAllTextAsync(rule, Projects.Rule(query: "SecurityEvent | where Nope == 1"));
        var faulty = await Build(content, "build");
        File.Delete(rule);
        var without = await Build(content, "build");
        var artifacts = Path.Combine(folder, "artifacts", "content");
        var left = Directory.Exists(artifacts) ? Projects.Contents(artifacts).Keys.ToList() : [];
        var clean = await Build(content, "clean");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((first.ExitCode, second.ExitCode, without.ExitCode, clean.ExitCode), Is.EqualTo((0, 0, 0, 0)), first.Out + without.Out);
            Assert.That(stampAfter, Is.EqualTo(stamp));
            Assert.That(faulty.ExitCode, Is.EqualTo(1));
            Assert.That(faulty.Out, Does.Contain("rules/a.yaml(8,30): error KS142: "));
            Assert.That(left, Does.Not.Contain("arm/a.json"));
            Assert.That(Directory.Exists(artifacts), Is.False);
        }
    }

    [Test]
    public void Workflows_pin_their_actions_and_ask_for_little()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(TestFolders.Repository, ".github", "workflows")))
        {
            var text = File.ReadAllText(file);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(Uses().Matches(text).Select(m => m.Groups[1].Value).Where(v => !Sha().IsMatch(v)), Is.Empty, file);
                Assert.That(text, Does.Match(@"(?m)^permissions:( \{\}|\n  contents: read)$"), file);
                Assert.That(text, Does.Not.Contain("pull_request_target"), file);
                Assert.That(text, Does.Not.Match(@"run:.*\$\{\{"), file);
            }
        }
    }

    private static Task<Run> Build(string folder, string verb) =>
        Tool.StartAsync("dotnet", folder, new Dictionary<string, string?> { ["MSBUILDDISABLENODEREUSE"] = "1" }, [verb, "content.csproj"]);

    [GeneratedRegex("uses: *([^ \n]+)")]
    private static partial Regex Uses();

    [GeneratedRegex("@[0-9a-f]{40}$")]
    private static partial Regex Sha();
}
