using System.Collections.Immutable;

namespace ContentGen.Emit;

/// <summary>What a detection test says of its rule, for the rule's page.</summary>
/// <param name="Verdict">pass, fail or inconclusive.</param>
/// <param name="Why">The reasons, with the lines of the rule's file; empty for a test that passed.</param>
public sealed record TestVerdict(string Verdict, ImmutableArray<string> Why);
