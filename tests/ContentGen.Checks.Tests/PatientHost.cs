using ContentGen.Kusto.Hosting;

namespace ContentGen.Checks.Tests;

/// <summary>The language host with limits that no query of a test reaches, however busy the machine is.</summary>
internal static class PatientHost
{
    public static LanguageHost Start() => new(new LanguageHostOptions
    {
        NodePath = NodeLocator.Find(Environment.GetEnvironmentVariable("PATH")),
        BundlePath = Path.Combine(AppContext.BaseDirectory, "kusto-host.js"),
        SnapshotFolder = TestFolders.Temporary(),
        QueryTimeLimit = TimeSpan.FromMinutes(10),
        StartTimeLimit = TimeSpan.FromMinutes(10),
    });
}
