using System.Text;

namespace ContentGen.Cli.Tests;

/// <summary>Files that nobody should write: one clear error each, exit code 1, no stack trace.</summary>
public sealed class BadInputTests
{
    private static IEnumerable<TestCaseData> Cases()
    {
        var rule = Projects.Rule();
        yield return Case("empty_file", "", "CG1005");
        yield return Case("40000_nested_brackets", "id: " + new string('[', 40_000), "CG1007");
        yield return Case("anchor", rule.Replace("severity: Low", "severity: &s Low", StringComparison.Ordinal), "CG1008");
        yield return Case("alias", rule.Replace("severity: Low", "owner: *o\nseverity: Low", StringComparison.Ordinal), "CG1008");
        yield return Case("two_documents", rule + "---\n" + rule, "CG1011");
        yield return Case("tab_indent", rule + "tactics:\n\t- Execution\n", "CG1012");
        yield return Case("duplicate_keys", rule + "severity: High\n", "CG1013");
        yield return Case("rule_without_query", rule[..rule.IndexOf("query: ", StringComparison.Ordinal)], "CG2002");
        yield return Case("unknown_kind", rule + "kind: Fusion\n", "CG2004");
        yield return Case("wrong_duration", rule.Replace("queryPeriod: 70m", "queryPeriod: an hour", StringComparison.Ordinal), "CG2005");
        yield return Case("query_of_10_MB", rule.Replace("SecurityEvent |", "SecurityEvent | where Account in ('" + new string('x', 3_900_000) + "') |", StringComparison.Ordinal), "CG3003", "CG2205");
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Bad_file_is_one_clear_error(string text, string[] codes)
    {
        var folder = TestFolders.Temporary();
        await File.WriteAllTextAsync(Path.Combine(folder, "rule.yaml"), text);
        await Expect(folder, codes);
    }

    [Test]
    public async Task Binary_file_is_one_clear_error()
    {
        var folder = TestFolders.Temporary();
        await File.WriteAllBytesAsync(Path.Combine(folder, "rule.yaml"), [.. Enumerable.Range(0, 4096).Select(i => (byte)i)]);
        await Expect(folder, "CG1004");
    }

    [Test]
    public async Task File_of_50_MB_is_one_clear_error()
    {
        var folder = TestFolders.Temporary();
        await using (var file = File.Create(Path.Combine(folder, "rule.yaml")))
        {
            file.SetLength(50 * 1024 * 1024);
        }

        await Expect(folder, "CG1003");
    }

    [Test]
    public async Task Folder_instead_of_a_file_is_one_clear_error()
    {
        var folder = TestFolders.Temporary();
        _ = Directory.CreateDirectory(Path.Combine(folder, "rule.yaml"));
        await Expect(folder, "CG1002");
    }

    [Test]
    public async Task Link_that_leads_nowhere_is_one_clear_error()
    {
        var folder = TestFolders.Temporary();
        _ = File.CreateSymbolicLink(Path.Combine(folder, "rule.yaml"), Path.Combine(folder, "nowhere"));
        await Expect(folder, "CG1001");
    }

    [Test]
    public async Task File_without_permission_is_one_clear_error()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName == "root")
        {
            Assert.Ignore("root reads every file; run the tests as another user.");
        }

        var folder = TestFolders.Temporary();
        var path = Path.Combine(folder, "rule.yaml");
        await File.WriteAllTextAsync(path, Projects.Rule());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.None);
        }

        await Expect(folder, "CG1001");
    }

    [Test]
    public async Task Links_that_lead_back_are_not_followed()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule()));
        _ = Directory.CreateDirectory(Path.Combine(project, "functions"));
        await File.WriteAllTextAsync(Path.Combine(project, "functions", "f.kql"), ".create-or-alter function F() { SecurityEvent }");
        foreach (var link in new[] { "rules/up", "rules/again", "functions/up", "functions/again" })
        {
            try
            {
                _ = Directory.CreateSymbolicLink(Path.Combine(project, link), project);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Assert.Ignore("This user may make no links.");
            }
        }

        var whole = await Tool.RunAsync(project, "validate", "--format", "json");
        var glob = await Tool.RunAsync(project, "validate", "rules/**/*.yaml", "--format", "json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((whole.ExitCode, glob.ExitCode), Is.EqualTo((0, 0)), whole.Out + whole.Error);
            Assert.That(whole.Out, Does.Contain("\"rules\": 1,"));
            Assert.That(glob.Out, Does.Contain("\"rules\": 1,"));
        }
    }

    [Test]
    public async Task Named_pipe_does_not_keep_us_waiting()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("The test makes the pipe with mkfifo.");
        }

        var folder = TestFolders.Temporary();
        _ = await Tool.StartAsync("mkfifo", folder, [], ["rule.yaml"]);
        await Expect(folder, "CG1005");
    }

    [Test]
    public async Task Path_that_is_not_there_is_one_clear_error()
    {
        var run = await Tool.RunAsync(TestFolders.Temporary(), "validate", "nothing.yaml");
        Assert.That((run.ExitCode, run.Lines.Single()), Is.EqualTo((1, "nothing.yaml(1,1): error CG1001: the file cannot be read: there is no such file")));
    }

    private static async Task Expect(string folder, params string[] codes)
    {
        foreach (var verb in new[] { "validate", "build" })
        {
            var run = await Tool.RunAsync(folder, verb, "rule.yaml");
            using (Assert.EnterMultipleScope())
            {
                Assert.That(run.ExitCode, Is.EqualTo(1), run.Error);
                Assert.That(run.Lines.Select(l => l.Split(": ")[1].Split(' ')[1]), Is.EquivalentTo(codes), run.Out);
                Assert.That(run.Lines, Is.All.StartsWith("rule.yaml("));
                Assert.That(run.Error, Does.Not.Contain("   at "));
                Assert.That(Encoding.UTF8.GetByteCount(run.Out), Is.LessThan(2_000));
            }
        }
    }

    private static TestCaseData Case(string name, string text, params string[] codes) => new TestCaseData(text, codes).SetArgDisplayNames(name);
}
