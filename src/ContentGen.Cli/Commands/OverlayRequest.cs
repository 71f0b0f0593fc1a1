using ContentGen.Core.Content;

namespace ContentGen.Cli.Commands;

/// <summary>For which workspaces a run compiles the rules too.</summary>
/// <param name="Wanted">True for those.</param>
/// <param name="Today">The date that exclusions end by.</param>
internal sealed record OverlayRequest(Func<WorkspaceTarget, bool> Wanted, DateOnly Today);
