using ContentGen.Core.Text;

namespace ContentGen.Checks.Overlays;

/// <summary>Where an exclusion is added.</summary>
/// <param name="Rows">
/// What it filters, to be put into brackets with it: a reference of a table, which need not begin a pipe of its own. Its length is zero where
/// the filter only goes behind what is there.
/// </param>
/// <param name="Function">The workspace's function whose body the span counts in; null for the query itself.</param>
internal sealed record ExclusionPlace(TextSpan Rows, string? Function);
