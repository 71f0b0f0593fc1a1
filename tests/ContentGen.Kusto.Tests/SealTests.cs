using System.Diagnostics;
using ContentGen.Kusto.Hosting;

namespace ContentGen.Kusto.Tests;

/// <summary>A query is data: the process that reads it has neither the means nor the wish to reach anything but its own pipes.</summary>
public sealed class SealTests
{
    private static string Host => Path.Combine(TestFolders.Repository, "src", "ContentGen.Kusto", "Host");

    [TestCase("require('net')")]
    [TestCase("module.require('net')")]
    [TestCase("fetch('http://127.0.0.1:1/')")]
    [TestCase("new WebSocket('ws://127.0.0.1:1/')")]
    [TestCase("process.binding('tcp_wrap')")]
    [TestCase("process.getBuiltinModule('net').connect(1)")]
    [TestCase("process.mainModule.require('child_process')")]
    [TestCase("new Function(\"return import('node:net')\")().then(() => console.log('reached'))")]
    [TestCase("eval(\"import('node:net')\").then(() => console.log('reached'))")]
    public async Task Code_behind_the_seal_has_no_way_out(string attempt)
    {
        var script = Path.Combine(TestFolders.Temporary(), "probe.js");
        await File.WriteAllTextAsync(script, $"{await File.ReadAllTextAsync(Path.Combine(Host, "seal.js"))}\ntry {{ {attempt}; }} catch {{ process.exitCode = 7; }}\n");
        var (code, output) = await RunAsync(script);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.Not.Zero);
            Assert.That(output, Does.Not.Contain("reached"));
        }
    }

    [Test]
    public async Task Probe_without_the_seal_does_reach_it()
    {
        var script = Path.Combine(TestFolders.Temporary(), "probe.js");
        await File.WriteAllTextAsync(script, "if (require('net') && fetch) console.log('reached');\n");
        Assert.That(await RunAsync(script), Is.EqualTo((0, "reached\n")));
    }

    [Test]
    public void Seal_is_the_first_thing_in_the_bundle_and_nothing_of_ours_asks_for_a_module_behind_it()
    {
        var bundle = File.ReadAllText(TestHost.Options().BundlePath);
        var scripts = Directory.EnumerateFiles(Host, "*.js").Where(f => Path.GetFileName(f) != "seal.js").Select(File.ReadAllText);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bundle, Does.StartWith(File.ReadAllText(Path.Combine(Host, "seal.js"))));
            Assert.That(scripts, Has.None.Contains("require("));
            Assert.That(bundle, Does.Not.Match(@"\bimport\s*\("));
        }
    }

    [Test]
    public async Task Busy_host_has_no_socket_open()
    {
        if (!Directory.Exists("/proc/self/fd"))
        {
            Assert.Ignore("Open files are only told in /proc.");
        }

        using var host = new LanguageHost(TestHost.Options());
        var work = Task.WhenAll(Enumerable.Range(0, 60).Select(i => host.BindAsync(TestHost.Query($"externaldata(a: string)['https://example.test/{i}'] | where a == 'x' | join (adx('https://example.test/db').T) on $left.a == $right.b"), CancellationToken.None)));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var hosts = 0;
        while (!work.IsCompleted)
        {
            foreach (var child in Children())
            {
                hosts++;
                seen.UnionWith(OpenFiles(child));
            }

            await Task.Delay(5);
        }

        _ = await work;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(hosts, Is.Positive);
            Assert.That(seen.Where(f => f.StartsWith("socket:", StringComparison.Ordinal)), Is.Empty);
        }
    }

    // Processes of this one that run the host: Node with our bundle or snapshot.
    private static IEnumerable<string> Children() => Directory.EnumerateDirectories("/proc").Where(p => Path.GetFileName(p).All(char.IsAsciiDigit) && Read(p, "stat") is { Length: > 0 } stat
        && stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1] == $"{Environment.ProcessId}" && Read(p, "cmdline").Contains("--max-old-space-size", StringComparison.Ordinal));

    private static string Read(string process, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static List<string> OpenFiles(string process)
    {
        try
        {
            return [.. Directory.EnumerateFiles(Path.Combine(process, "fd")).Select(f => new FileInfo(f).LinkTarget ?? "")];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static async Task<(int Code, string Output)> RunAsync(string script)
    {
        using var node = Process.Start(new ProcessStartInfo(TestHost.Node!, ["--disallow-code-generation-from-strings", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return (node.ExitCode, output);
    }
}
