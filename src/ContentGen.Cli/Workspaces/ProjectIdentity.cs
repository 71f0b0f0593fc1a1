using System.ComponentModel;
using System.Diagnostics;
using ContentGen.Cli.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Yaml;

namespace ContentGen.Cli.Workspaces;

/// <summary>Who deploys: the project's name, which marks what it deploys, and the commit of its content.</summary>
internal static class ProjectIdentity
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    /// <summary><c>name</c> in contentgen.yaml; without one, "content".</summary>
    public static string NameOf(ContentRoot root)
    {
        var path = Path.Combine(root.Path, ContentRoot.ProjectFile);
        if (!File.Exists(path) || SourceReader.Read(path, ContentRoot.ProjectFile) is not { Problem: null } file)
        {
            return "content";
        }

        return YamlReader.Read(file.Source, new DiagnosticBag(file.Source))?.Find("name")?.Value is YamlScalar { IsNull: false } name && name.Value.Trim().Length > 0
            ? name.Value.Trim()
            : "content";
    }

    /// <summary>The commit that the content is of, with <c>+changes</c> when files differ from it; null outside of a repository.</summary>
    public static async Task<string?> CommitAsync(ContentRoot root, CancellationToken cancellation)
    {
        if ((await GitAsync(root, ["rev-parse", "HEAD"], cancellation).ConfigureAwait(false))?.Trim() is not { Length: 40 or 64 } commit)
        {
            return Environment.GetEnvironmentVariable("GITHUB_SHA") is { Length: 40 or 64 } sha ? sha : null;
        }

        return await GitAsync(root, ["status", "--porcelain", "--", "."], cancellation).ConfigureAwait(false) is "" ? commit : commit + "+changes";
    }

    private static async Task<string?> GitAsync(ContentRoot root, string[] arguments, CancellationToken cancellation)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(TimeLimit);
            using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = root.Path, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = git.StandardError.ReadToEndAsync(limit.Token);
            var output = await git.StandardOutput.ReadToEndAsync(limit.Token).ConfigureAwait(false);
            _ = await error.ConfigureAwait(false);
            await git.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return git.ExitCode == 0 ? output : null;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }
}
