using ContentGen.Cli.Running;
using ContentGen.Core.Content;
using ContentGen.Deploy.Applying;
using ContentGen.Deploy.Planning;
using ContentGen.Deploy.Reporting;

namespace ContentGen.Cli.Workspaces;

/// <summary>Applies a plan and leaves the receipt beside the journal.</summary>
internal static class Applier
{
    /// <summary>Exit code: 0 when the workspace is as planned, 3 when the service refused or did not answer, else 1.</summary>
    public static async Task<int> ApplyAsync(Session session, WorkspaceTarget target, Plan plan, string? output, Terminal terminal, CancellationToken cancellation, DeploymentMode mode = DeploymentMode.Rest)
    {
        var started = TimeProvider.System.GetUtcNow();
        var journal = session.StoreOf(target).NewJournal(started);
        terminal.Note($"{plan.Workspace}: journal {journal}");
        var workspace = Session.Connect(target);
        var applied = await (mode switch
        {
            DeploymentMode.Template => workspace.ApplyAsTemplateAsync(plan, journal, Progress(terminal), cancellation),
            DeploymentMode.Stack => workspace.ApplyAsStackAsync(plan, session.ContentFor(target), journal, Progress(terminal), cancellation),
            _ => workspace.ApplyAsync(plan, journal, Progress(terminal), cancellation),
        }).ConfigureAwait(false);
        return Finish(session, new Receipt(plan, applied.Items, applied.Notes, Path.GetFileName(journal), PlanFile.Word(mode), Tool, started, TimeProvider.System.GetUtcNow()), journal, output, terminal);
    }

    /// <inheritdoc cref="ApplyAsync"/>
    public static async Task<int> ResumeAsync(Session session, WorkspaceTarget target, string journal, string? output, Terminal terminal, CancellationToken cancellation)
    {
        var record = JournalRecord.Read(journal);
        if (!record.Open.Any())
        {
            terminal.Note($"{target.Name.Value}: the last deployment came to its end; nothing to resume");
            return ExitCodes.Clean;
        }

        var started = TimeProvider.System.GetUtcNow();
        terminal.Note($"{target.Name.Value}: going on with {journal}, {record.Open.Count()} of {record.Plan.Items.Count(i => i.IsWork)} items are open");
        var applied = await Session.Connect(target).ResumeAsync(record, journal, Progress(terminal), cancellation).ConfigureAwait(false);
        return Finish(session, new Receipt(record.Plan, applied.Items, applied.Notes, Path.GetFileName(journal), PlanFile.Word(DeploymentMode.Rest), Tool, started, TimeProvider.System.GetUtcNow()), journal, output, terminal);
    }

    private static string Tool => $"contentgen {ToolVersion.Text}";

    internal static int Finish(Session session, Receipt receipt, string journal, string? output, Terminal terminal)
    {
        var path = DeploymentStore.ReceiptOf(journal);
        OwnerFile.Replace(path, receipt.Print());
        ResultFile.Write(output, session, receipt.Plan.Workspace, "receipt", receipt.Print());
        terminal.Print(ResultText.Print(receipt));
        terminal.Note($"{receipt.Plan.Workspace}: receipt {path}");
        return receipt.IsClean ? ExitCodes.Clean
            : receipt.Results.Any(r => r.Outcome is Outcome.Failed or Outcome.NotAttempted) ? ExitCodes.Environment
            : ExitCodes.Findings;
    }

    private static Action<ItemResult> Progress(Terminal terminal)
    {
        var guard = new Lock();
        return result =>
        {
            lock (guard)
            {
                terminal.Note(ResultText.Line(result));
            }
        };
    }
}
