using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Compilation;

/// <summary>What is remembered of a rule: what the checks found, what its query uses, and what other rules ask of it.</summary>
/// <param name="Diagnostics">All findings of its file.</param>
/// <param name="Uses">What its query needs of a workspace.</param>
/// <param name="Rule">
/// The rule. A store keeps of it only what other rules and its own suppressions ask: id, name, kind, environment, the ids that it refers to,
/// the suppressions.
/// </param>
public sealed record KeptFindings(ImmutableArray<Diagnostic> Diagnostics, QueryUses Uses, Rule Rule);
