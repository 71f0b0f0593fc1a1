using System.CommandLine;
using ContentGen.Cli.Running;
using ContentGen.Cli.Workspaces;
using ContentGen.Deploy.Applying;
using ContentGen.Deploy.Reporting;

namespace ContentGen.Cli.Commands;

/// <summary>rollback: undoes what a journal tells, by an ordinary plan.</summary>
internal static class RollbackCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var options = new WorkspaceOptions();
        var path = new Argument<string>("journal") { Description = "The journal of the deployment." };
        var command = new Command("rollback", "Put back what a deployment changed.") { path, options.Workspace, options.Yes, options.Output, options.State };
        command.SetAction((parsed, cancellation) => WorkspaceFailure.GuardAsync(parsed.GetValue(path)!, terminal, async () =>
        {
            var record = JournalRecord.Read(parsed.GetValue(path)!);
            var session = Session.OpenNamed(parsed, common, options, parsed.GetValue(options.Workspace) is [var named, ..] ? named : record.Plan.Workspace);
            var file = session.Targets[0];
            if (file.HasErrors)
            {
                Session.Report(file.Diagnostics, terminal);
                return ExitCodes.Findings;
            }

            var plan = await Session.Connect(file.Target!).PlanRollbackAsync(record, cancellation).ConfigureAwait(false);
            terminal.Print(PlanText.Print(plan));
            return !plan.HasFindings ? ExitCodes.Clean
                : Question.Ask($"Put this back in {plan.Workspace}?", parsed.GetValue(options.Yes), terminal)
                    ? await Applier.ApplyAsync(session, file.Target!, plan, parsed.GetValue(options.Output), terminal, cancellation).ConfigureAwait(false)
                    : ExitCodes.Findings;
        }));
        return command;
    }
}
