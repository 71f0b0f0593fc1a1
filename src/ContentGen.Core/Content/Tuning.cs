using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>
/// Either <see cref="Parameter"/>, a <c>let</c> of the query whose value a workspace may replace, or <see cref="Exclude"/>, a predicate
/// that is added at <see cref="At"/>: <c>result</c> or a table.
/// </summary>
public sealed record Tuning(Located<string>? Parameter, KqlText? Exclude, Located<string>? At, TextSpan Span);
