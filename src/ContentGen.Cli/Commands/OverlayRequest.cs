using ContentGen.Checks.Overlays;
using ContentGen.Core.Content;

namespace ContentGen.Cli.Commands;

/// <summary>For which workspaces a run compiles the rules too.</summary>
/// <param name="Wanted">True for those.</param>
/// <param name="Today">The date that exclusions end by.</param>
internal sealed record OverlayRequest(Func<WorkspaceTarget, bool> Wanted, DateOnly Today)
{
    /// <summary>
    /// What is done with each workspace as soon as it is compiled; several may be in work at once. It gets the run as it is without workspaces and
    /// returns what of the compilation is to be kept: thousands of rules with their trees take their room.
    /// </summary>
    public Func<CompileRun, OverlayCompilation, CancellationToken, Task<OverlayCompilation>> Each { get; init; } = (_, compiled, _) => Task.FromResult(compiled);

    /// <summary>Keeps what a workspace gets without the bound queries of what it changes.</summary>
    public static Func<CompileRun, OverlayCompilation, CancellationToken, Task<OverlayCompilation>> TextsOnly { get; } = (_, compiled, _) => Task.FromResult(compiled.WithoutQueries);

    /// <summary>For a run that only reports.</summary>
    public static OverlayRequest FindingsOf(Func<WorkspaceTarget, bool> wanted, DateOnly today) =>
        new(wanted, today) { Each = (_, compiled, _) => Task.FromResult(compiled.FindingsOnly) };
}
