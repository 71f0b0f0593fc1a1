using System.Collections.Immutable;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Content;
using ContentGen.Core.Text;

namespace ContentGen.Emit;

/// <summary>A rule to be emitted.</summary>
/// <param name="Compiled">The rule, free of errors.</param>
/// <param name="RelativePath">Where its file lies below the rules folder, with '/' and without extension: <c>lateral-movement/logon-spread</c>.</param>
/// <param name="SourceFile">Its file as the manifest names it: relative to the content folder, so that it does not depend on where the program runs.</param>
/// <param name="SourceSha256">SHA-256 of the bytes of its file.</param>
public sealed record EmitRule(CompiledRule Compiled, string RelativePath, string SourceFile, string SourceSha256)
{
    /// <summary>The workspace's file that changed the rule; null: it is as its own file has it.</summary>
    public string? Overlay { get; init; }

    /// <summary>What the workspace leaves out of the rule, with its places in the compiled query.</summary>
    public ImmutableArray<(TextSpan Span, WorkspaceExclusion Exclusion)> Exclusions { get; init; } = [];

    /// <summary>What its tests say, in their order; empty when they were not run.</summary>
    public ImmutableArray<TestVerdict> Verdicts { get; init; } = [];

    /// <summary>The day its file came into being (YYYY-MM-DD), where that is known.</summary>
    public string? Created { get; init; }
}
