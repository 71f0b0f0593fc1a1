using ContentGen.Core.Text;

namespace ContentGen.Checks.Overlays;

/// <summary>Filters as changes of a text.</summary>
internal static class FilterChanges
{
    /// <summary>A change for each filter, and one for each bracket before it, which has no filter.</summary>
    public static IReadOnlyList<(OverlayChange Change, Exclusion? Filter)> Make(IEnumerable<(TextSpan Rows, Exclusion Exclusion)> places)
    {
        var changes = new List<(OverlayChange, Exclusion?)>();
        foreach (var (rows, exclusion) in places)
        {
            if (rows.Length > 0)
            {
                changes.Add((new OverlayChange(new TextSpan(rows.Start, 0), "(", exclusion.Span), null));
            }

            changes.Add((new OverlayChange(new TextSpan(rows.End, 0), ExclusionFilter.TextOf(exclusion) + (rows.Length > 0 ? ")" : ""), exclusion.Span)
            {
                FromRule = exclusion.Words == ExclusionWords.OfRule ? exclusion.Predicate : null,
                FromRuleAt = ExclusionFilter.PredicateAt,
            }, exclusion));
        }

        return changes;
    }
}
