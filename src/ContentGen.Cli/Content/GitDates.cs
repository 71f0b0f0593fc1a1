using System.ComponentModel;
using System.Diagnostics;

namespace ContentGen.Cli.Content;

/// <summary>The days on which files came into a git repository: one call of git for all files. Without git there are none.</summary>
internal static class GitDates
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>From the full path of a file to YYYY-MM-DD, or null.</summary>
    public static Func<string, string?> Of(string folder)
    {
        var dates = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Git(folder, "rev-parse", "--show-toplevel") is { } top && Git(folder, "-c", "core.quotePath=false", "log", "--diff-filter=A", "--name-only", "--format=%x01%as", "--", ".") is { } log)
        {
            var day = "";
            foreach (var line in log.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line[0] == '\u0001')
                {
                    day = line[1..];
                }
                else
                {
                    // The newest first: an older line is the file's first coming.
                    dates[Path.GetFullPath(Path.Combine(top.Trim(), line))] = day;
                }
            }
        }

        return path => dates.GetValueOrDefault(Path.GetFullPath(path));
    }

    private static string? Git(string folder, params string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true });
            if (git is null)
            {
                return null;
            }

            var errors = git.StandardError.ReadToEndAsync();
            var output = git.StandardOutput.ReadToEndAsync();
            if (!git.WaitForExit(Patience))
            {
                git.Kill();
                return null;
            }

            _ = errors.Result;
            return git.ExitCode == 0 ? output.Result : null;
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException)
        {
            return null;
        }
    }
}
