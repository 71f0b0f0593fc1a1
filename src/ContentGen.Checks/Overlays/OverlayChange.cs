using ContentGen.Core.Text;

namespace ContentGen.Checks.Overlays;

/// <summary>Other text at one place of a rule's query.</summary>
/// <param name="Span">What is replaced, counted in the query as the rule has it; empty where text is only added.</param>
/// <param name="NewText">KQL.</param>
/// <param name="Place">The entry of the workspace's file, or of the rule's own, that asks for it.</param>
public sealed record OverlayChange(TextSpan Span, string NewText, TextSpan Place);
