using ContentGen.Checks.Compilation;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Hosting;

namespace ContentGen.Checks.Tests;

/// <summary>
/// Three published detections whose faults are known, read from ../shared/seeds and wrapped into a rule here; each code has its test.
/// </summary>
public sealed class SeedFindingsTests : IDisposable
{
    private readonly LanguageHost _host = new(new LanguageHostOptions
    {
        NodePath = NodeLocator.Find(Environment.GetEnvironmentVariable("PATH")),
        BundlePath = Path.Combine(AppContext.BaseDirectory, "kusto-host.js"),
        SnapshotFolder = TestFolders.Temporary(),
        MaxProcesses = 1,
    });

    [TestCase("000", "KS142", Description = "tables without an AccountName")]
    [TestCase("002", "KS121", Description = "case() without a value for the rest")]
    public async Task Seed_that_does_not_bind_has_the_librarys_error(string seed, string code) =>
        Assert.That((await FindingsAsync(seed).ConfigureAwait(false)).Where(d => d.Severity == Severity.Error).Select(d => d.Code), Does.Contain(code));

    [Test]
    public async Task Installed_service_is_not_in_the_table_of_the_security_log() =>
        Assert.That((await FindingsAsync("000").ConfigureAwait(false)).Where(d => d.Code == "CG3208").Select(d => d.Message), Has.One.StartsWith("event 7045 "));

    [TestCase("000")]
    [TestCase("001")]
    [TestCase("002")]
    public async Task Seed_without_TimeGenerated_in_its_result_is_told_so(string seed) =>
        Assert.That((await FindingsAsync(seed).ConfigureAwait(false)).Select(d => d.Code), Does.Contain("CG3407"));

    [TestCase("PT1H", "PT2H", "CG3401", Description = "a day of lookback, two hours of data")]
    [TestCase("P2D", "P2D", "CG3403", Description = "a day of lookback, a run every two days")]
    [TestCase("P1D", "P1D", "")]
    public async Task Lookback_of_a_seed_is_compared_with_its_schedule(string frequency, string period, string code)
    {
        var found = await FindingsAsync("001", frequency, period).ConfigureAwait(false);
        Assert.That(string.Join(' ', found.Select(d => d.Code).Where(c => c is "CG3401" or "CG3402" or "CG3403")), Is.EqualTo(code));
    }

    public void Dispose() => _host.Dispose();

    private async Task<IReadOnlyList<Diagnostic>> FindingsAsync(string seed, string frequency = "P1D", string period = "P1D")
    {
        var query = await File.ReadAllLinesAsync(Directory.GetFiles(Path.Combine(TestFolders.Shared, "seeds"), seed + "_*.kql").Single()).ConfigureAwait(false);
        var rule = $"id: 6b8b7391-5c0a-4f8c-baee-78d8ce0ce330\nname: Seed\nseverity: Low\nqueryFrequency: {frequency}\nqueryPeriod: {period}\n"
            + "triggerOperator: gt\ntriggerThreshold: 0\nquery: |2-\n" + string.Concat(query.Select(l => l.Length == 0 ? "\n" : $"  {l}\n"));
        var compiler = new RuleCompiler(_host, ContentSchemas.Empty, new CompilerOptions(null, 1));
        return (await compiler.CompileAsync([RuleFile.Read(new SourceText("seed.yaml", rule))], CancellationToken.None).ConfigureAwait(false)).Diagnostics;
    }
}
