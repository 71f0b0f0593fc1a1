using System.ComponentModel;
using System.Diagnostics;

namespace ContentGen.Cli.Running;

/// <summary>Asks git which files of the current repository differ from a revision: committed since, staged, edited, or new.</summary>
internal static class GitChanges
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    /// <summary>Full paths, also of files that are gone.</summary>
    /// <exception cref="UsageException">There is no such revision.</exception>
    /// <exception cref="EnvironmentException">git is not there, or this is no repository.</exception>
    public static async Task<IReadOnlySet<string>> SinceAsync(string revision, string folder, CancellationToken cancellation)
    {
        // Relative, so that a link on the way to the repository stays as the user wrote it.
        var up = (await RunAsync(folder, cancellation, "rev-parse", "--show-cdup").ConfigureAwait(false)).Output.TrimEnd('\n', '\r');
        var top = Path.GetFullPath(Path.Combine(folder, up));
        if (revision.StartsWith('-') || (await TryRunAsync(folder, cancellation, "rev-parse", "--verify", "--quiet", $"{revision}^{{commit}}").ConfigureAwait(false)).ExitCode != 0)
        {
            throw new UsageException($"git knows no revision '{revision}' here");
        }

        var changed = await RunAsync(top, cancellation, "diff", "--name-only", "--no-renames", "-z", revision, "--").ConfigureAwait(false);
        var added = await RunAsync(top, cancellation, "ls-files", "--others", "--exclude-standard", "-z").ConfigureAwait(false);
        return (changed.Output + added.Output).Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(p => Path.GetFullPath(Path.Combine(top, p))).ToHashSet(StringComparer.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string folder, CancellationToken cancellation, params string[] arguments)
    {
        var result = await TryRunAsync(folder, cancellation, arguments).ConfigureAwait(false);
        return result.ExitCode == 0 ? result : throw new EnvironmentException($"git {arguments[0]} failed: {result.Error.Split('\n')[0].Trim()}");
    }

    private static async Task<(int ExitCode, string Output, string Error)> TryRunAsync(string folder, CancellationToken cancellation, params string[] arguments)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeLimit);
        try
        {
            var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = System.Text.Encoding.UTF8 };
            using var git = Process.Start(start)!;
            var (output, error) = (git.StandardOutput.ReadToEndAsync(limit.Token), git.StandardError.ReadToEndAsync(limit.Token));
            await git.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return (git.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
        }
        catch (Win32Exception)
        {
            throw new EnvironmentException("git is needed for --since and is not on PATH");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new EnvironmentException($"git {arguments[0]} took longer than {TimeLimit.TotalSeconds:0} seconds");
        }
    }
}
