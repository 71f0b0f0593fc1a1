using ContentGen.Core.Content;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Overlays;

/// <summary>Other text at one place of a rule's query.</summary>
/// <param name="Span">What is replaced, counted in the query as the rule has it; empty where text is only added.</param>
/// <param name="NewText">KQL.</param>
/// <param name="Place">The entry of the workspace's file, or of the rule's own, that asks for it.</param>
public sealed record OverlayChange(TextSpan Span, string NewText, TextSpan Place)
{
    /// <summary>The text of the rule's own file that is in the new text; null when none is.</summary>
    public KqlText? FromRule { get; init; }

    /// <summary>Where in the new text it begins.</summary>
    public int FromRuleAt { get; init; }

    /// <summary>A span of the new text as one of the rule's file: as much of it as comes from there. Null when nothing does.</summary>
    public TextSpan? InFile(TextSpan span) => FromRule is not { } text ? null
        : text.ToSource(TextSpan.FromBounds(Math.Clamp(span.Start - FromRuleAt, 0, text.Text.Length), Math.Clamp(span.End - FromRuleAt, 0, text.Text.Length)));
}
