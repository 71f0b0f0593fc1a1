using ContentGen.Core.Text;

namespace ContentGen.Sigma.Conversion;

/// <summary>A part of a query that a workspace put in to leave rows out: it becomes a filter document instead of a part of the rule.</summary>
/// <param name="Span">Its place in the query's text.</param>
/// <param name="Key">Stable name: the filter's id is derived from it.</param>
/// <param name="Title">The filter's title.</param>
/// <param name="Description">Why the rows are harmless, who answers for it.</param>
public sealed record SigmaExclusion(TextSpan Span, string Key, string Title, string Description);
