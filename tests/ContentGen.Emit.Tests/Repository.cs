namespace ContentGen.Emit.Tests;

/// <summary>Where the tests find what is not copied beside them.</summary>
internal static class Repository
{
    public static readonly string Root = FindRoot();

    /// <summary>A path in the folder that CONTENTGEN_SHARED names, else in ../shared; the test is ignored when it is not there.</summary>
    public static string Shared(string path)
    {
        var folder = Environment.GetEnvironmentVariable("CONTENTGEN_SHARED") ?? Path.Combine(Root, "..", "shared");
        var full = Path.GetFullPath(Path.Combine(folder, path));
        if (!Path.Exists(full))
        {
            Assert.Ignore($"{full} is not here");
        }

        return full;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ContentGen.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("no ContentGen.sln above the tests");
    }
}
