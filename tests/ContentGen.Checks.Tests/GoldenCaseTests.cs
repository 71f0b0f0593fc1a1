using ContentGen.Kusto.Hosting;

namespace ContentGen.Checks.Tests;

public sealed class GoldenCaseTests : IDisposable
{
    private readonly LanguageHost _host = new(new LanguageHostOptions
    {
        NodePath = NodeLocator.Find(Environment.GetEnvironmentVariable("PATH")),
        BundlePath = Path.Combine(AppContext.BaseDirectory, "kusto-host.js"),
        SnapshotFolder = TestFolders.Temporary(),
        MaxProcesses = 2,
    });

    private static IEnumerable<string> Names => GoldenCases.Names;

    [TestCaseSource(nameof(Names))]
    public async Task Findings_of_a_case_are_the_expected_ones(string name) =>
        Assert.That(await GoldenCases.ActualAsync(name, _host), Is.EqualTo(GoldenCases.Expected(name)));

    public void Dispose() => _host.Dispose();
}
