using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Compilation;

/// <summary>What is remembered of a rule: what the checks found, what its query uses, and what other rules ask of it.</summary>
/// <param name="Diagnostics">All findings of its file.</param>
/// <param name="Uses">What its query needs of a workspace.</param>
/// <param name="Shared">The rule with what <see cref="SharedFacts"/> name and nothing else.</param>
public sealed record KeptFindings(ImmutableArray<Diagnostic> Diagnostics, QueryUses Uses, Rule Shared);
