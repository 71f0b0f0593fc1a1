using ContentGen.Cli.Running;
using ContentGen.Deploy.Planning;
using ContentGen.Deploy.Service;

namespace ContentGen.Cli.Workspaces;

/// <summary>Keeps what goes wrong with one workspace from the others.</summary>
internal static class WorkspaceFailure
{
    /// <summary>The exit code of the work; 3 when the workspace could not be spoken to, 1 when a plan or a journal was not taken.</summary>
    public static async Task<int> GuardAsync(string workspace, Terminal terminal, Func<Task<int>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (AzureException e)
        {
            terminal.Note($"error: {workspace}: {e.Line}");
            return ExitCodes.Environment;
        }
        catch (PlanException e)
        {
            terminal.Note($"error: {workspace}: {e.Message}");
            return ExitCodes.Findings;
        }
    }

    /// <summary>The code for all: the worst that any had.</summary>
    public static int Worst(int x, int y) => Math.Max(x, y);
}
