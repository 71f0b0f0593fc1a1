using System.Collections.Immutable;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Overlays;

/// <summary>The rules as one workspace gets them.</summary>
/// <param name="Workspace">Which workspace.</param>
/// <param name="Rules">In the order of the content. One whose overlay has an error is not among them.</param>
/// <param name="Diagnostics">What is wrong with the overlays, in the workspace's file.</param>
public sealed record OverlayCompilation(WorkspaceTarget Workspace, ImmutableArray<OverlaidRule> Rules, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>The same for hunting queries.</summary>
    public ImmutableArray<OverlaidRule> HuntingQueries { get; init; } = [];

    /// <summary>The workspace's file has errors of which nobody knows which rules they are about: nothing is compiled from it.</summary>
    public bool IsFaulty { get; init; }

    /// <summary>Rules and hunting queries that go there, are sound, and are not compiled because of errors in what the workspace says of them.</summary>
    public ImmutableArray<CompiledRule> LeftOut { get; init; } = [];

    /// <summary>Nothing but what is wrong.</summary>
    public OverlayCompilation FindingsOnly => this with { Rules = [], HuntingQueries = [] };

    /// <summary>The same without the bound queries of what the workspace changes, for what needs the texts only.</summary>
    public OverlayCompilation WithoutQueries => this with { Rules = [.. Rules.Select(r => r.WithoutQuery)], HuntingQueries = [.. HuntingQueries.Select(r => r.WithoutQuery)] };

    /// <summary>Rules and hunting queries.</summary>
    public IEnumerable<OverlaidRule> All => Rules.Concat(HuntingQueries);
}
