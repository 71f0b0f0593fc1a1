using System.Collections.Immutable;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Compilation;

/// <summary>What is remembered of a rule: what the checks found, and what its query uses.</summary>
public sealed record KeptFindings(ImmutableArray<Diagnostic> Diagnostics, QueryUses Uses);
