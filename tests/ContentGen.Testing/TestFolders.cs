using NUnit.Framework;

namespace ContentGen.Testing;

/// <summary>The places that tests read: the repository, and the folder of facts and corpora that may lie beside it.</summary>
public static class TestFolders
{
    /// <summary>The folder that has ContentGen.sln.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>CONTENTGEN_SHARED, else ../shared beside the repository; the calling test is skipped when neither is there.</summary>
    public static string Shared
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable("CONTENTGEN_SHARED") is { Length: > 0 } given
                ? given
                : Path.Combine(Repository, "..", "shared");
            if (!Directory.Exists(folder))
            {
                Assert.Ignore("The folder of facts and corpora (../shared) is not here; set CONTENTGEN_SHARED to run this test.");
            }

            return Path.GetFullPath(folder);
        }
    }

    /// <summary>The rules of the community corpus, in ordinal order.</summary>
    public static IReadOnlyList<string> CorpusRules()
    {
        var folder = Path.Combine(Shared, "corpus", "rules");
        return [.. Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    /// <summary>A new empty folder below the test's work folder.</summary>
    public static string Temporary()
    {
        var folder = Path.Combine(Path.GetTempPath(), "contentgen-tests", Guid.NewGuid().ToString("N"));
        _ = Directory.CreateDirectory(folder);
        return folder;
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ContentGen.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("the tests run outside of the repository");
    }
}
