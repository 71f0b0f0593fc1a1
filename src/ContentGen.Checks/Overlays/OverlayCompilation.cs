using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Overlays;

/// <summary>The rules as one workspace gets them.</summary>
/// <param name="Workspace">Which workspace.</param>
/// <param name="Rules">In the order of the content. One whose overlay has an error is not among them.</param>
/// <param name="Diagnostics">What is wrong with the overlays, in the workspace's file.</param>
public sealed record OverlayCompilation(WorkspaceTarget Workspace, ImmutableArray<OverlaidRule> Rules, ImmutableArray<Diagnostic> Diagnostics);
