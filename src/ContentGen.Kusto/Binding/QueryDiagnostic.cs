using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Kusto.Binding;

/// <summary>A finding of the Kusto library, with its own code (KS142); the span counts in the query.</summary>
public sealed record QueryDiagnostic(string Code, Severity Severity, string Message, TextSpan Span);
