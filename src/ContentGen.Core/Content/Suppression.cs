using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>A check that is silenced on purpose.</summary>
public sealed record Suppression(Located<string> Code, Located<string> Reason, TextSpan Span);
