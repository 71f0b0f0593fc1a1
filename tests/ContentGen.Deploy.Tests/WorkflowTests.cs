using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ContentGen.Deploy.Tests;

/// <summary>The workflows, judged by actionlint; what it does not look at is looked at here.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string Folder = Path.Combine(TestFolders.Repository, ".github", "workflows");

    private static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.yml").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Names))]
    public void Actionlint_finds_nothing(string name) => Assert.That(Lint(Path.Combine(Folder, name)), Is.Empty);

    [TestCaseSource(nameof(Names))]
    public void Actions_are_pinned_by_their_commit_and_say_which_version_that_is(string name)
    {
        var uses = File.ReadLines(Path.Combine(Folder, name)).Where(l => l.Contains("uses:", StringComparison.Ordinal) && !l.TrimStart().StartsWith('#')).ToList();
        Assert.That(uses, Is.Not.Empty.And.All.Matches<string>(l => Pinned().IsMatch(l!)));
    }

    [Test]
    public void Actionlint_finds_a_script_injection()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "content.yml")).Replace("--root \"$CONTENT\"", "--root ${{ github.event.pull_request.title }}", StringComparison.Ordinal);
        var file = Path.Combine(TestFolders.Temporary(), "bad.yml");
        File.WriteAllText(file, text);
        Assert.That(Lint(file).Select(f => f!["message"]!.GetValue<string>()), Has.Some.Contains("potentially untrusted"));
    }

    private static JsonArray Lint(string file)
    {
        var start = new ProcessStartInfo("node", ["workflows.js", file]) { WorkingDirectory = Path.Combine(TestFolders.Repository, "tests", "Judges"), RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var node = Process.Start(start)!;
            var error = node.StandardError.ReadToEndAsync();
            var output = node.StandardOutput.ReadToEnd();
            node.WaitForExit();
            Assert.That(node.ExitCode, Is.Zero, error.Result);
            return JsonNode.Parse(output)!.AsArray();
        }
        catch (Win32Exception)
        {
            Assert.Ignore("node is not here");
            throw;
        }
    }

    [GeneratedRegex(@"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v[0-9]+(\.[0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Pinned();
}
