using ContentGen.Checks.Compilation;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Hosting;

namespace ContentGen.Checks.Tests;

/// <summary>The community's rules and hunting queries, compiled once for all tests that ask.</summary>
internal static class CommunityCorpus
{
    private static readonly Lazy<Task<RuleCompilation>> AllRules = new(() => CompileAsync("rules"));
    private static readonly Lazy<Task<RuleCompilation>> AllHunting = new(() => CompileAsync("hunting"));

    public static Task<RuleCompilation> RulesAsync() => AllRules.Value;

    public static Task<RuleCompilation> HuntingAsync() => AllHunting.Value;

    /// <summary>The id of a finding's rule, or its file where it has none.</summary>
    public static string NameOf(Core.Diagnostics.Diagnostic d) => d.RuleId ?? Path.GetFileName(d.Source.Path);

    private static async Task<RuleCompilation> CompileAsync(string folder)
    {
        var root = Path.Combine(TestFolders.Shared, "corpus", folder);
        var files = Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(p => RuleFile.Read(SourceDecoder.TryRead(Path.GetRelativePath(root, p).Replace('\\', '/'), File.ReadAllBytes(p))!, isHunting: folder == "hunting")).ToList();
        using var host = new LanguageHost(new LanguageHostOptions
        {
            NodePath = NodeLocator.Find(Environment.GetEnvironmentVariable("PATH")),
            BundlePath = Path.Combine(AppContext.BaseDirectory, "kusto-host.js"),
            SnapshotFolder = TestFolders.Temporary(),
            MaxProcesses = 2,
        });
        return await new RuleCompiler(host, ContentSchemas.Empty, new CompilerOptions(null, 32)).CompileAsync(files, CancellationToken.None).ConfigureAwait(false);
    }
}
