using System.Text.RegularExpressions;

namespace ContentGen.Cli.Tests;

/// <summary>What the README shows is what happens.</summary>
public sealed partial class ReadmeTests
{
    private static string Readme => File.ReadAllText(Path.Combine(TestFolders.Repository, "README.md")).ReplaceLineEndings("\n");

    [Test]
    public async Task Console_blocks_print_what_the_program_prints()
    {
        var folder = TestFolders.Temporary();
        await File.WriteAllTextAsync(Path.Combine(folder, "failed-logons.yaml"), Blocks("yaml").First());
        var consoles = Blocks("console").ToList();
        foreach (var console in consoles)
        {
            var lines = console.Split('\n', 2);
            var run = await Tool.RunAsync(folder, lines[0]["$ contentgen ".Length..].Split(' '));
            Assert.That(run.Out, Does.StartWith(lines[1].TrimEnd()), lines[0]);
        }

        Assert.That(consoles, Has.Count.GreaterThanOrEqualTo(2));
    }

    [Test]
    public async Task Bicep_block_is_part_of_what_the_mended_rule_gives()
    {
        var folder = TestFolders.Temporary();
        await File.WriteAllTextAsync(Path.Combine(folder, "failed-logons.yaml"), Blocks("yaml").First().Replace("columnName: IPAddress", "columnName: IpAddress", StringComparison.Ordinal));
        var run = await Tool.RunAsync(folder, "build", "failed-logons.yaml");
        Assert.That(run.ExitCode, Is.Zero, run.Out);
        Assert.That(await File.ReadAllTextAsync(Path.Combine(folder, "artifacts", "bicep", "failed-logons.bicep")), Does.Contain(Blocks("bicep").Single().TrimEnd()));
    }

    [Test]
    public async Task First_command_runs_the_main_job_and_CI_runs_both()
    {
        var commands = Blocks("sh").Select(b => b.Trim()).ToList();
        var ci = await File.ReadAllTextAsync(Path.Combine(TestFolders.Repository, ".ci", "run"));
        Assert.That(commands, Is.EqualTo(new[] { "dotnet run --project src/ContentGen.Cli -- build content -o artifacts", "dotnet test ContentGen.sln" }));
        Assert.That(commands.Where(c => !ci.Contains(c, StringComparison.Ordinal)), Is.Empty);

        // As written but for the place of the artifacts; the program is built already.
        var output = TestFolders.Temporary();
        var run = await Tool.RunAsync(TestFolders.Repository, "build", "content", "-o", output);
        Assert.That((run.ExitCode, File.Exists(Path.Combine(output, "manifest.json"))), Is.EqualTo((0, true)), run.Error);
    }

    [Test]
    public void Links_lead_to_files_that_are_there()
    {
        var missing = Link().Matches(Readme).Select(m => m.Groups[1].Value).Where(l => !l.StartsWith("http", StringComparison.Ordinal) && !Path.Exists(Path.Combine(TestFolders.Repository, l)));
        Assert.That(missing, Is.Empty);
    }

    private static IEnumerable<string> Blocks(string language) => Fence().Matches(Readme).Where(m => m.Groups[1].Value == language).Select(m => m.Groups[2].Value);

    [GeneratedRegex("^```([a-z]+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
