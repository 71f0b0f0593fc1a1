using System.CommandLine;
using System.Text.Json.Nodes;
using ContentGen.Cli.Running;
using ContentGen.Cli.Workspaces;
using ContentGen.Core.Binding;
using ContentGen.Deploy.Planning;
using ContentGen.Deploy.Reporting;

namespace ContentGen.Cli.Commands;

/// <summary>plan: what would have to be done for a workspace to be as the content wants it. Sends nothing but reads.</summary>
internal static class PlanCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var options = new WorkspaceOptions();
        var command = new Command("plan", "Compare the content with workspaces and say what would be done.")
        {
            options.Workspace, options.All, options.Format, options.Output, options.DetailedExitCode, options.State, common.NoCache,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = await Session.OpenAsync(parsed, common, options, compiles: true, cancellation).ConfigureAwait(false);
            var format = parsed.GetValue(options.Format);
            var key = parsed.GetValue(options.Output) is null ? null : PlanKeys.Find().Key;
            var plans = new List<JsonNode>();
            var overview = new Overview();
            var code = ExitCodes.Clean;
            foreach (var file in session.Targets)
            {
                string? summary = null;
                code = WorkspaceFailure.Worst(code, await WorkspaceFailure.GuardAsync(file.Source.Path, terminal, async () =>
                {
                    if (await PlanAsync(session, file, terminal, cancellation).ConfigureAwait(false) is not { } plan)
                    {
                        return ExitCodes.Findings;
                    }

                    summary = PlanText.Summary(plan);
                    ResultFile.Write(parsed.GetValue(options.Output), session, plan.Workspace, "plan", PlanFile.Print(plan, key));
                    plans.Add(PlanFile.ToJson(plan));
                    if (format != PlanFormat.Json)
                    {
                        terminal.Print(format == PlanFormat.Markdown ? PlanMarkdown.Print(plan) : PlanText.Print(plan));
                    }

                    return plan.HasFindings && parsed.GetValue(options.DetailedExitCode) ? ExitCodes.Findings : ExitCodes.Clean;
                }).ConfigureAwait(false));
                overview.Add(file, summary);
            }

            overview.Print(format, terminal);

            if (format == PlanFormat.Json)
            {
                // One workspace: its plan; several: a list of them, without those that failed.
                terminal.Print(DriftText.PrintJson(session.Targets.Length == 1 && plans.Count == 1 ? plans[0] : new JsonObject { ["plans"] = new JsonArray([.. plans]) }));
            }

            return code;
        });
        return command;
    }

    /// <summary>The plan of one workspace, or null when errors in the content forbid one; they have been reported.</summary>
    internal static async Task<Plan?> PlanAsync(Session session, WorkspaceFile file, Terminal terminal, CancellationToken cancellation)
    {
        if (session.Errors(file) is { IsEmpty: false } errors)
        {
            Session.Report(errors, terminal);
            terminal.Note($"{file.Source.Path}: not planned, because of errors in the content");
            return null;
        }

        var target = file.Target!;
        return await Session.Connect(target).PlanAsync(session.ContentFor(target), session.StoreOf(target), cancellation).ConfigureAwait(false);
    }
}
