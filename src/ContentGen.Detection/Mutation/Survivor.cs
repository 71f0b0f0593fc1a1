using ContentGen.Core.Text;

namespace ContentGen.Detection.Mutation;

/// <summary>A mutant that no test notices.</summary>
/// <param name="Mutant">The change.</param>
/// <param name="Span">Its place in the rule's file.</param>
/// <param name="Suggestion">A test that would notice it.</param>
public sealed record Survivor(Mutant Mutant, TextSpan Span, string Suggestion);
