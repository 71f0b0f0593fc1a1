using ContentGen.Core.Text;

namespace ContentGen.Checks.Kql;

/// <summary>Other text for a place of a query.</summary>
/// <param name="Title">What it does, as an imperative.</param>
/// <param name="Span">The place, counted in the query.</param>
/// <param name="NewText">As KQL.</param>
internal sealed record QueryEdit(string Title, TextSpan Span, string NewText);
