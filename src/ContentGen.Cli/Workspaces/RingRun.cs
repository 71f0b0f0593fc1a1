using ContentGen.Cli.Running;
using ContentGen.Core.Binding;

namespace ContentGen.Cli.Workspaces;

/// <summary>One workspace after the other, in rings: one starts only when all that it waits for ended clean. A failure stops no other.</summary>
internal static class RingRun
{
    public static async Task<int> RunAsync(Session session, Terminal terminal, Func<WorkspaceFile, CancellationToken, Task<int>> work, CancellationToken cancellation)
    {
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in session.Targets)
        {
            var name = file.Target?.Name.Value ?? file.Source.Path;
            var unclean = file.Target?.After.Select(a => a.Value).Where(a => codes.TryGetValue(a, out var code) && code != ExitCodes.Clean).ToList() ?? [];
            if (unclean.Count > 0)
            {
                terminal.Note($"{name}: not started, because {string.Join(", ", unclean)} did not end clean");
                codes[name] = ExitCodes.Findings;
                continue;
            }

            codes[name] = await WorkspaceFailure.GuardAsync(name, terminal, () => work(file, cancellation)).ConfigureAwait(false);
        }

        if (codes.Count > 1)
        {
            terminal.Note($"{codes.Count(c => c.Value == ExitCodes.Clean)} of {codes.Count} workspaces ended clean");
        }

        return codes.Values.Aggregate(ExitCodes.Clean, WorkspaceFailure.Worst);
    }
}
