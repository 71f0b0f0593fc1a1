using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>Something harmless that the rule would see, and how it is kept silent.</summary>
public sealed record FalsePositive(Located<string> Id, Located<string> Description, Tuning? Tuning, TextSpan Span);
