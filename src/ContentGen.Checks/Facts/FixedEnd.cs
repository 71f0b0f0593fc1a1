using ContentGen.Core.Text;

namespace ContentGen.Checks.Facts;

/// <summary>A day that does not move, behind which no record is taken: <c>TimeGenerated &lt; datetime(2024-02-01)</c>.</summary>
/// <param name="Date">As the query has it.</param>
/// <param name="Place">The predicate in the query's text.</param>
internal sealed record FixedEnd(string Date, TextSpan Place);
