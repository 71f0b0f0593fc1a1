namespace ContentGen.Cli.Tests;

/// <summary>Machines that lack something.</summary>
public sealed class EnvironmentTests
{
    [Test]
    public async Task Without_Node_one_line_says_what_to_do()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule()));
        var run = await Tool.RunAsync(project, new Dictionary<string, string?> { ["PATH"] = BuildTests.PathWithoutNode(), ["CONTENTGEN_CACHE"] = TestFolders.Temporary() }, "validate");
        Assert.That((run.ExitCode, run.Error.Trim()), Is.EqualTo((3, "error: Node.js 20 or newer is needed to analyse KQL and was not found on PATH; install it or put it on PATH")));
    }

    [Test]
    public async Task Cache_folder_full_of_rubbish_changes_no_result()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule(query: "SecurityEvent | where Nope == 1")));
        var cache = TestFolders.Temporary();
        var environment = new Dictionary<string, string?> { ["CONTENTGEN_CACHE"] = cache };
        var clean = await Tool.RunAsync(project, environment, "validate");
        foreach (var file in Directory.EnumerateFiles(cache, "*", SearchOption.AllDirectories).ToList())
        {
            await File.WriteAllBytesAsync(file, [.. Enumerable.Range(0, 3_000_000).Select(i => (byte)(i * 31))]);
        }

        _ = Directory.CreateDirectory(Path.Combine(cache, "host", "rubbish.blob"));
        var dirty = await Tool.RunAsync(project, environment, "validate");
        Assert.That((dirty.ExitCode, dirty.Out), Is.EqualTo((1, clean.Out)), dirty.Error);
    }

    [Test]
    public async Task Cache_folder_that_is_a_file_changes_no_result()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule()));
        var file = Path.Combine(TestFolders.Temporary(), "cache");
        await File.WriteAllTextAsync(file, "x");
        var run = await Tool.RunAsync(project, new Dictionary<string, string?> { ["CONTENTGEN_CACHE"] = file }, "validate");
        Assert.That((run.ExitCode, run.Out), Is.EqualTo((0, "")), run.Error);
    }

    [Test]
    public async Task Without_home_and_cache_everything_works()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule()));
        var run = await Tool.RunAsync(project, new Dictionary<string, string?> { ["CONTENTGEN_CACHE"] = null, ["HOME"] = null, ["XDG_CACHE_HOME"] = null }, "validate");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }

    [Test]
    public async Task Output_that_cannot_be_written_is_said_plainly()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule()));
        await File.WriteAllTextAsync(Path.Combine(project, "out"), "a file");
        var run = await Tool.RunAsync(project, "build", "-o", "out");
        Assert.That((run.ExitCode, run.Error.Contains("the artifacts cannot be written", StringComparison.Ordinal)), Is.EqualTo((3, true)), run.Error);
    }

    [Test]
    public async Task Doctor_finds_this_machine_healthy_and_one_without_Node_not()
    {
        var folder = TestFolders.Temporary();
        var healthy = await Tool.RunAsync(folder, "doctor");
        var ill = await Tool.RunAsync(folder, new Dictionary<string, string?> { ["PATH"] = BuildTests.PathWithoutNode() }, "doctor");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(healthy.ExitCode, Is.Zero, healthy.Out);
            Assert.That(healthy.Out, Does.Contain("Kusto library 12.4.1"));
            Assert.That(ill.ExitCode, Is.EqualTo(3));
            Assert.That(ill.Out, Does.Contain("FAIL Node.js"));
        }
    }
}
