using ContentGen.Core.Text;

namespace ContentGen.Detection;

/// <summary>One reason for a verdict, and where in the rule's file it shows.</summary>
public sealed record TestFinding(string Message, TextSpan Span);
