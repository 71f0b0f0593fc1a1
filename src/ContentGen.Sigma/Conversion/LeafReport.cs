using ContentGen.Core.Text;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Conversion;

/// <summary>The account of one leaf of a query.</summary>
/// <param name="Span">Its place in the query.</param>
/// <param name="Kql">Its text.</param>
/// <param name="Fidelity">exact, widened, narrowed, approximate, dropped or placeholder.</param>
/// <param name="Effect">What it does to the events of the whole rule.</param>
/// <param name="Reason">A code; null for what is plainly the same.</param>
/// <param name="Field">The field and modifiers that ask it; null when none does.</param>
/// <param name="Branch">The document that it belongs to, counted from 0.</param>
public sealed record LeafReport(TextSpan Span, string Kql, string Fidelity, Relation Effect, string? Reason, string? Field, int Branch);
