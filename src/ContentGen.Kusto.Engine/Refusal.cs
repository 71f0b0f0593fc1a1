using ContentGen.Core.Text;

namespace ContentGen.Kusto.Engine;

/// <summary>What of a query cannot be run offline, and where it stands in the query's text.</summary>
public sealed record Refusal(string Construct, TextSpan Span);
