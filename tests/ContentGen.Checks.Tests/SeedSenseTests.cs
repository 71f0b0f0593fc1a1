using ContentGen.Checks.Compilation;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Hosting;

namespace ContentGen.Checks.Tests;

/// <summary>
/// Three published detection pages, whose queries are read from the folder of facts: what must be found in them. A method for each code.
/// </summary>
public sealed class SeedSenseTests : IDisposable
{
    private const string RedundantAccess = "000", RemoteAccessTools = "001", RemoteServices = "002";

    private readonly LanguageHost _host = new(new LanguageHostOptions
    {
        NodePath = NodeLocator.Find(Environment.GetEnvironmentVariable("PATH")),
        BundlePath = Path.Combine(AppContext.BaseDirectory, "kusto-host.js"),
        SnapshotFolder = TestFolders.Temporary(),
        MaxProcesses = 1,
    });

    [Test]
    public async Task CG3501_list_of_domains_is_never_used() =>
        Assert.That(await FindAsync(RemoteAccessTools, "CG3501"), Is.EqualTo(new[] { "nothing in the query uses the let 'RATNetworkDomains'" }));

    [Test]
    public async Task CG3502_risk_score_is_at_least_one_on_every_branch() =>
        Assert.That(await FindAsync(RemoteServices, "CG3502"), Is.EqualTo(new[] { "'RiskScore >= 1' holds for every row: RiskScore is from 1 to 3 here" }));

    [TestCase(RedundantAccess)]
    [TestCase(RemoteAccessTools)]
    [TestCase(RemoteServices)]
    public async Task CG3504_last_sort_is_read_by_nobody(string seed) => Assert.That(await FindAsync(seed, "CG3504"), Has.Length.EqualTo(1));

    // The page's fifth test: an SSH key on Linux, which auditd and the authentication log see.
    [Test]
    public async Task CG4102_ssh_key_on_linux_is_in_no_table_of_the_query() => Assert.That(
        await FindAsync(RedundantAccess, "CG4102", "tests:\n  - name: Key\n    expects: alert\n    signals:\n      - {source: auditd, eventId: PATH}\n      - {source: Syslog}\n"),
        Has.Length.EqualTo(1).And.One.Contains("can see auditd PATH (it is in Syslog").And.One.Contains("nor Syslog (it is in Syslog, CommonSecurityLog; the query reads"));

    // The page's second test: signals of the Security log and Sysmon that the query does read (4720), beside one that it does not (4732).
    [Test]
    public async Task CG4102_new_account_can_be_seen() => Assert.That(
        await FindAsync(RedundantAccess, "CG4102", "tests:\n  - name: Account\n    expects: alert\n    signals:\n      - {source: Security, eventId: 4732}\n      - {source: Security, eventId: 4720}\n"),
        Is.Empty);

    public void Dispose() => _host.Dispose();

    private async Task<string[]> FindAsync(string seed, string code, string extra = "")
    {
        var file = Directory.EnumerateFiles(Path.Combine(TestFolders.Shared, "seeds"), seed + "_*.kql").Single();
        var query = string.Concat((await File.ReadAllLinesAsync(file).ConfigureAwait(false)).Select(l => "  " + l + "\n"));
        var rule = "id: 6b8b7391-5c0a-4f8c-baee-78d8ce0ce330\nname: Seed\nseverity: Low\nkind: Scheduled\nqueryFrequency: 1d\nqueryPeriod: 1d\ntriggerOperator: gt\ntriggerThreshold: 0\nquery: |\n" + query + extra;
        var compiler = new RuleCompiler(_host, ContentSchemas.Empty, new CompilerOptions(null, 1));
        var compilation = await compiler.CompileAsync([RuleFile.Read(new SourceText("seed.yaml", rule))], CancellationToken.None).ConfigureAwait(false);
        Assert.That(compilation.Diagnostics.Where(d => d.Code.StartsWith("CG1", StringComparison.Ordinal) && d.Severity == Severity.Error), Is.Empty);
        return [.. compilation.Diagnostics.Where(d => d.Code == code).Select(d => d.Message)];
    }
}
