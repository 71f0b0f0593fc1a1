using System.CommandLine;
using ContentGen.Checks.Cost;
using ContentGen.Cli.Content;
using ContentGen.Cli.Reporting;
using ContentGen.Cli.Running;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Cli.Commands;

/// <summary>validate: read, bind, check, report.</summary>
internal static class ValidateCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var since = new Option<string?>("--since") { Description = "Report only on rules that changed since this revision of git.", HelpName = "REV" };
        var maxCost = new Option<int?>("--max-cost") { Description = "Make rules errors whose query costs more points a run (one day of a table of usual size: 100).", HelpName = "POINTS" };
        var tellCost = new Option<bool>("--cost") { Description = "Also report what a run of each query costs, and what most of it is." };
        var tableSizes = new Option<string?>("--table-sizes") { Description = "A file with a table and its gigabytes a day on each line; scales the cost.", HelpName = "FILE" };
        var apiVersion = new Option<string?>("--api-version") { Description = "Also report what this version of Sentinel's alert rule API lacks. Default: the versions that the workspaces name.", HelpName = "VERSION" };
        var command = new Command("validate", "Read rules, bind their queries against the schemas, check them.")
        {
            common.Paths, common.Format, common.FailOn, common.Only, since, common.Baseline, common.NoCache, common.Environment, maxCost, tellCost, tableSizes, apiVersion, common.AsOf,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var cost = new CostOptions(NumberRange.Check("--max-cost", parsed.GetValue(maxCost), 0, int.MaxValue), TableSizeFile.Read(parsed.GetValue(tableSizes))) { IsTold = parsed.GetValue(tellCost) };
            // What workspaces make of the rules is a question about the whole project.
            var overlays = parsed.GetValue(common.Paths) is { Length: > 0 } ? null : OverlayRequest.FindingsOf(_ => true, common.TodayOf(parsed));
            var reportOnly = new ReportOnly(terminal, parsed.GetValue(since), AsksRules: parsed.GetValue(apiVersion) is not null);
            var run = await CompileRun.RunAsync(parsed, common, cancellation, reportOnly, cost, overlays).ConfigureAwait(false);
            run = TargetVersions.Check(run, TargetVersions.Asked(parsed.GetValue(apiVersion)));
            var report = run.Report(parsed.GetValue(common.Only) ?? []);
            ReportWriters.For(parsed.GetValue(common.Format)).Write(report, terminal.Out);
            terminal.Note(CompileRun.Summary(report));
            return report.Diagnostics.Any(d => d.Severity >= (parsed.GetValue(common.FailOn) ?? Severity.Error)) ? ExitCodes.Findings : ExitCodes.Clean;
        });
        return command;
    }
}
