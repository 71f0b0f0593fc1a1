using ContentGen.Checks.Compilation;
using ContentGen.Cli.Running;
using ContentGen.Core.Text;

namespace ContentGen.Cli.Content;

/// <summary>Which rules a change of the repository concerns.</summary>
internal static class ChangedRules
{
    /// <summary>The rules whose files changed since the revision; null, which is all of them, when something changed that every rule may depend on.</summary>
    public static async Task<Func<RuleFile, bool>?> SinceAsync(string revision, ContentRoot? root, LoadedContent content, CancellationToken cancellation)
    {
        var changed = await GitChanges.SinceAsync(revision, root?.Path ?? Directory.GetCurrentDirectory(), cancellation).ConfigureAwait(false);
        var shared = root is null ? [] : changed.Where(p => IsShared(Path.GetRelativePath(root.Path, p).Replace('\\', '/')));
        if (shared.Any())
        {
            return null;
        }

        var sources = content.Files.Where(r => changed.Contains(r.Path.FullPath)).Select(r => r.File.Source).ToHashSet<SourceText>(ReferenceEqualityComparer.Instance);
        return file => sources.Contains(file.Source);
    }

    private static bool IsShared(string path) => path == "contentgen.yaml" || ContentFingerprint.Folders.Any(f => path.StartsWith(f + "/", StringComparison.Ordinal));
}
