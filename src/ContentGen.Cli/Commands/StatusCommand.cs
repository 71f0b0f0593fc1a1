using System.CommandLine;
using ContentGen.Cli.Running;
using ContentGen.Cli.Workspaces;
using ContentGen.Deploy.Reporting;

namespace ContentGen.Cli.Commands;

/// <summary>status: a line for each workspace, what it lacks and what was changed there.</summary>
internal static class StatusCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var options = new WorkspaceOptions();
        var command = new Command("status", "One line for each workspace: what it lacks, what was changed there.")
        {
            options.Workspace, options.All, options.State, common.NoCache,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = await Session.OpenAsync(parsed, common, options, compiles: true, cancellation).ConfigureAwait(false);
            var code = ExitCodes.Clean;
            foreach (var file in session.Targets)
            {
                code = WorkspaceFailure.Worst(code, await WorkspaceFailure.GuardAsync(file.Source.Path, terminal, async () =>
                {
                    if (await PlanCommand.PlanAsync(session, file, terminal, cancellation).ConfigureAwait(false) is not { } plan)
                    {
                        return ExitCodes.Findings;
                    }

                    var target = file.Target!;
                    var report = await Session.Connect(target).FindDriftAsync(session.ContentFor(target), session.StoreOf(target), cancellation).ConfigureAwait(false);
                    terminal.Print($"{plan.Workspace,-24} plan: {PlanText.Summary(plan)}; drift: {DriftText.Summary(report)}\n");
                    return ExitCodes.Clean;
                }).ConfigureAwait(false));
            }

            return code;
        });
        return command;
    }
}
