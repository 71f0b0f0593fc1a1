using System.CommandLine;
using System.Text;
using ContentGen.Checks.Accepted;
using ContentGen.Cli.Content;
using ContentGen.Cli.Output;
using ContentGen.Cli.Reporting;
using ContentGen.Cli.Running;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Cli.Commands;

/// <summary>baseline: write down the findings that there are, for adopting the checks in a big repository; afterwards only take out what is mended.</summary>
internal static class BaselineCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var least = CommonOptions.Words<Severity?>(
            "--least", "The least severity that a new baseline takes in. Default: warning.", ("error", Severity.Error), ("warning", Severity.Warning), ("info", Severity.Info));
        var command = new Command("baseline", "Accept the findings that there are now. A baseline that exists is only made smaller.")
        {
            common.Paths, common.Baseline, least, common.NoCache, common.Environment,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = await CompileRun.RunAsync(
                parsed.GetValue(common.Root), parsed.GetValue(common.Paths) ?? [], parsed.GetValue(common.Environment), parsed.GetValue(common.NoCache), cancellation)
                .ConfigureAwait(false);
            var current = Directory.GetCurrentDirectory();
            var path = ProjectFiles.BaselinePath(parsed.GetValue(common.Baseline), run.Root, run.Content.Project, current)
                ?? throw new UsageException($"name the file: --baseline FILE, or `baseline: FILE` in {ContentRoot.ProjectFile}");
            var exists = File.Exists(path);
            var accepted = run.Diagnostics.Where(d => d.Severity >= (parsed.GetValue(least) ?? Severity.Warning)).ToList();
            var text = exists
                ? ProjectFiles.LoadBaseline(path, current)!.Shrink(run.Diagnostics, run.SubjectOf, run.Covers)
                : Baseline.Print(accepted, run.SubjectOf);
            try
            {
                AtomicFile.Write(path, Encoding.UTF8.GetBytes(text));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new EnvironmentException($"the baseline cannot be written: {e.Message}", e);
            }

            var entries = text.Split('\n').Count(l => l.Contains('\t', StringComparison.Ordinal));
            terminal.Note($"{DisplayPath.Of(path, current)}: {Counted.Of(entries, "finding")} accepted for now{(exists ? "; mended ones are taken out, none is added" : "")}");
            return ExitCodes.Clean;
        });
        return command;
    }
}
