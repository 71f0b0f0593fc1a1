using System.CommandLine;
using ContentGen.Cli.Running;
using ContentGen.Cli.Workspaces;
using ContentGen.Core.Binding;
using ContentGen.Deploy.Planning;
using ContentGen.Deploy.Reporting;
using ContentGen.Deploy.Service;

namespace ContentGen.Cli.Commands;

/// <summary>status: a line for each workspace, what it lacks and what was changed there.</summary>
internal static class StatusCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var options = new WorkspaceOptions();
        var command = new Command("status", "One line for each workspace, all unless some are named: what it lacks, what was changed there.")
        {
            options.Workspace, options.All, options.Format, options.Output, options.DetailedExitCode, options.State, common.NoCache,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = await Session.OpenAsync(parsed, common, options, compiles: true, cancellation, allUnlessNamed: true).ConfigureAwait(false);
            var lines = new List<StatusLine>();
            foreach (var file in session.Targets)
            {
                lines.Add(await LookAsync(session, file, terminal, cancellation).ConfigureAwait(false));
            }

            var json = DriftText.PrintJson(StatusText.ToJson(lines));
            ResultFile.Write(parsed.GetValue(options.Output), json);
            terminal.Print(parsed.GetValue(options.Format) switch
            {
                PlanFormat.Json => json,
                PlanFormat.Markdown => StatusText.PrintMarkdown(lines),
                _ => StatusText.Print(lines),
            });
            return lines.Exists(l => l.Error is not null) ? ExitCodes.Environment
                : parsed.GetValue(options.DetailedExitCode) && lines.Exists(l => l.Plan!.HasFindings || l.Drift!.HasDrift) ? ExitCodes.Findings
                : ExitCodes.Clean;
        });
        return command;
    }

    private static async Task<StatusLine> LookAsync(Session session, WorkspaceFile file, Terminal terminal, CancellationToken cancellation)
    {
        var name = file.Target?.Name.Value ?? file.Source.Path;
        if (session.Errors(file) is { IsEmpty: false } errors)
        {
            Session.Report(errors, terminal);
            return new StatusLine(name, null, null, "the content has errors");
        }

        try
        {
            var target = file.Target!;
            var (plan, drift) = await Session.Connect(target).FindStatusAsync(session.ContentFor(target), session.StoreOf(target), cancellation).ConfigureAwait(false);
            return new StatusLine(name, plan, drift, null);
        }
        catch (Exception e) when (e is AzureException or PlanException)
        {
            return new StatusLine(name, null, null, e is AzureException azure ? azure.Line : e.Message);
        }
    }
}
