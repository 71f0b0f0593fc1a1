using ContentGen.Core.Text;

namespace ContentGen.Checks.Functions;

/// <summary>A call of a declared function inside the body of another.</summary>
public sealed record FunctionCall(string Name, TextSpan Span);
