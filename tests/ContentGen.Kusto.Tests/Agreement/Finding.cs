namespace ContentGen.Kusto.Tests.Agreement;

/// <summary>What both sides must agree on: the code, the place in the query, and the library's own words.</summary>
internal sealed record Finding(string Code, int Start, int Length, string Message);
