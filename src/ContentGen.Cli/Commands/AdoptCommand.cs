using System.CommandLine;
using ContentGen.Cli.Running;
using ContentGen.Cli.Workspaces;
using ContentGen.Deploy.Reporting;

namespace ContentGen.Cli.Commands;

/// <summary>adopt: marks rules that are in a workspace and not ours as ours, without changing them.</summary>
internal static class AdoptCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var options = new WorkspaceOptions();
        var ids = new Argument<string[]>("id") { Description = "Ids of rules in the workspace. Without one: all that the content has.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("adopt", "Take over rules that are in a workspace already; the next plan may change them.")
        {
            ids, options.Workspace, options.All, options.Yes, options.Output, options.State, common.NoCache,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = await Session.OpenAsync(parsed, common, options, compiles: true, cancellation).ConfigureAwait(false);
            return await RingRun.RunAsync(session, terminal, async (file, c) =>
            {
                if (session.Errors(file) is { IsEmpty: false } errors)
                {
                    Session.Report(errors, terminal);
                    return ExitCodes.Findings;
                }

                var plan = await Session.Connect(file.Target!).PlanAdoptionAsync(session.ContentFor(file.Target!), parsed.GetValue(ids) ?? [], c).ConfigureAwait(false);
                terminal.Print(PlanText.Print(plan));

                // An id that is not there is a slip; of several workspaces it may be in one.
                return !plan.HasWork ? plan.Notes.IsEmpty || session.Targets.Length > 1 ? ExitCodes.Clean : ExitCodes.Findings
                    : Question.Ask($"Take these over in {plan.Workspace}?", parsed.GetValue(options.Yes), terminal)
                        ? await Applier.ApplyAsync(session, file.Target!, plan, parsed.GetValue(options.Output), terminal, c).ConfigureAwait(false)
                        : ExitCodes.Findings;
            }, cancellation).ConfigureAwait(false);
        });
        return command;
    }
}
