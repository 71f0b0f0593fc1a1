using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>A false positive of one workspace: a predicate whose rows the rule does not report there, who answers for it, and until when.</summary>
/// <param name="RuleId">Lower-case GUID.</param>
/// <param name="Exclude">The predicate.</param>
/// <param name="At">The table it is added at; null or <c>result</c>: the rule's result.</param>
/// <param name="Owner">Who answers for it; without one the file has an error.</param>
/// <param name="Ticket">Where it was decided.</param>
/// <param name="Reason">Why the rows are harmless.</param>
/// <param name="Expires">The last day on which it holds.</param>
/// <param name="Span">The whole entry.</param>
public sealed record WorkspaceExclusion(
    Located<string> RuleId,
    KqlText Exclude,
    Located<string>? At,
    Located<string>? Owner,
    Located<string>? Ticket,
    Located<string>? Reason,
    Located<DateOnly>? Expires,
    TextSpan Span);
