using System.Collections.Immutable;
using ContentGen.Core.Content;

namespace ContentGen.Checks.Overlays;

/// <summary>What a workspace says of one rule.</summary>
internal sealed record Overlay(WorkspaceTarget Workspace, RuleOverride? Override, ImmutableArray<WorkspaceExclusion> Exclusions);
