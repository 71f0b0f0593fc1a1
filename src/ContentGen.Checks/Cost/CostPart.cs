using ContentGen.Core.Text;

namespace ContentGen.Checks.Cost;

/// <summary>Something in a query that costs.</summary>
/// <param name="What">In words: scan of SecurityEvent over 14 days, regular expression ...</param>
/// <param name="Points">See <see cref="QueryCost"/>.</param>
/// <param name="Place">Where in the query's text.</param>
internal sealed record CostPart(string What, double Points, TextSpan Place);
