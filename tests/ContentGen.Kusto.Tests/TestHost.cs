using ContentGen.Core.Content;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Hosting;

namespace ContentGen.Kusto.Tests;

/// <summary>Hosts for tests. The snapshot is shared by all tests of a run; a test that needs another Node gives its own.</summary>
internal static class TestHost
{
    private static readonly string Snapshots = TestFolders.Temporary();

    public static SchemaCatalog Catalog { get; } = SchemaCatalog.Create(QueryEnvironment.Sentinel, ContentSchemas.Empty);

    public static string? Node => NodeLocator.Find(Environment.GetEnvironmentVariable("PATH"));

    public static LanguageHostOptions Options() => new()
    {
        NodePath = Node,
        BundlePath = Path.Combine(AppContext.BaseDirectory, "kusto-host.js"),
        SnapshotFolder = Snapshots,
        MaxProcesses = 2,
    };

    public static QueryText Query(string text) => new(text, Catalog);

    /// <summary>A program that stands where Node should be.</summary>
    public static string Fake(string shell)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("The stand-ins for Node are shell scripts.");
        }

        var path = Path.Combine(TestFolders.Temporary(), "node");
        File.WriteAllText(path, "#!/bin/sh\n" + shell + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }
}
