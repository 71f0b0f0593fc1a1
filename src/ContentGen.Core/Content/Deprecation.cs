using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>Since when and why a rule is on its way out, and which rule takes over.</summary>
public sealed record Deprecation(Located<DateOnly>? Since, Located<string>? Reason, Located<string>? ReplacedBy, TextSpan Span);
