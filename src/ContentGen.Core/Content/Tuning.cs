using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>
/// Either <see cref="Parameter"/>, a <c>let</c> of the query whose value a workspace may replace, or <see cref="Exclude"/>, a predicate
/// that is added at <see cref="At"/>: <c>result</c> or a table; or <see cref="None"/>, why there is nothing to tune.
/// </summary>
public sealed record Tuning(Located<string>? Parameter, KqlText? Exclude, Located<string>? At, Located<string>? None, TextSpan Span);
