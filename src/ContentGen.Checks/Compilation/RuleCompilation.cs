using System.Collections.Immutable;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Compilation;

/// <summary>All rules of a run with all findings, in the order of files and places.</summary>
public sealed record RuleCompilation(ImmutableArray<CompiledRule> Rules, ImmutableArray<Diagnostic> Diagnostics);
