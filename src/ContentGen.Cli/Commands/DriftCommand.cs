using System.CommandLine;
using System.Text.Json.Nodes;
using ContentGen.Cli.Running;
using ContentGen.Cli.Workspaces;
using ContentGen.Deploy.Reporting;

namespace ContentGen.Cli.Commands;

/// <summary>drift: how workspaces differ from what was deployed there.</summary>
internal static class DriftCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var options = new WorkspaceOptions();
        var absorb = new Option<bool>("--absorb") { Description = "Write edits of rules back into their files, for a pull request." };
        var command = new Command("drift", "Find what was changed in workspaces since it was deployed.")
        {
            options.Workspace, options.All, options.Format, options.Output, options.DetailedExitCode, options.State, absorb, common.NoCache,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = await Session.OpenAsync(parsed, common, options, compiles: true, cancellation).ConfigureAwait(false);
            var format = parsed.GetValue(options.Format);
            var absorber = new Absorber();
            var reports = new List<JsonNode>();
            var overview = new Overview();
            var code = ExitCodes.Clean;
            foreach (var file in session.Targets)
            {
                string? summary = null;
                code = WorkspaceFailure.Worst(code, await WorkspaceFailure.GuardAsync(file.Source.Path, terminal, async () =>
                {
                    if (session.Errors(file) is { IsEmpty: false } errors)
                    {
                        Session.Report(errors, terminal);
                        return ExitCodes.Findings;
                    }

                    var target = file.Target!;
                    var report = await Session.Connect(target).FindDriftAsync(session.ContentFor(target), session.StoreOf(target), cancellation).ConfigureAwait(false);
                    var json = DriftText.ToJson(report);
                    summary = DriftText.Summary(report);
                    ResultFile.Write(parsed.GetValue(options.Output), session, report.Workspace, "drift", DriftText.PrintJson(json));
                    reports.Add(json);
                    if (format != PlanFormat.Json)
                    {
                        terminal.Print(format == PlanFormat.Markdown ? DriftText.PrintMarkdown(report) : DriftText.Print(report));
                    }

                    if (parsed.GetValue(absorb))
                    {
                        absorber.Absorb(session, target, report, terminal);
                    }

                    return report.HasDrift && parsed.GetValue(options.DetailedExitCode) ? ExitCodes.Findings : ExitCodes.Clean;
                }).ConfigureAwait(false));
                overview.Add(file, summary);
            }

            overview.Print(format, terminal);

            if (format == PlanFormat.Json)
            {
                terminal.Print(DriftText.PrintJson(session.Targets.Length == 1 && reports.Count == 1 ? reports[0] : new JsonObject { ["reports"] = new JsonArray([.. reports]) }));
            }

            return code;
        });
        return command;
    }
}
