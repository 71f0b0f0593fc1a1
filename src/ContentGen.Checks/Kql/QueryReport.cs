using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Kql;

/// <summary>Takes a finding in a query; the span, and that of the edit that mends it, count in the query.</summary>
internal delegate void QueryReport(string code, Severity severity, string message, TextSpan span, QueryEdit? edit);
