using System.Collections.Immutable;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Checks.Overlays;

/// <summary>The changes of a rule's query that its exclusions and a workspace's parameters ask for, or why it cannot have them.</summary>
/// <param name="Changes">Those at one place in the order in which they are made.</param>
/// <param name="Filters">The filters among them.</param>
/// <param name="Diagnostics">Errors, in the files that ask for the changes.</param>
internal sealed record TuningPlan(ImmutableArray<OverlayChange> Changes, ImmutableArray<ExclusionFilter> Filters, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <param name="query">The rule's query as it is written.</param>
    /// <param name="parameters">Changes of values of the rule's parameters.</param>
    /// <param name="exclusions">The rule's own first.</param>
    /// <param name="catalog">The functions that the query may call.</param>
    public static TuningPlan Create(BoundQuery? query, IEnumerable<OverlayChange> parameters, IEnumerable<Exclusion> exclusions, SchemaCatalog catalog)
    {
        var (changes, filters, found) = (parameters.ToList(), new List<ExclusionFilter>(), new List<Diagnostic>());
        var replaced = changes.ConvertAll(c => c.Span);
        var placed = new List<(ExclusionPlace Place, Exclusion Exclusion)>();
        foreach (var exclusion in exclusions)
        {
            var places = query is null ? new ExclusionPlaces([], "the rule has no query") : ExclusionPlaces.Find(query, exclusion.Place, catalog);
            var left = places.Places.Where(p => p.Function is not null || !replaced.Exists(r => Contains(r, p.Rows))).ToList();
            if (places.Refusal is not null || left.Count == 0)
            {
                found.Add(exclusion.Finding(exclusion.Words.NoPlace, exclusion.At?.Span ?? exclusion.PredicateSpan, places.Refusal ?? $"'{exclusion.Place}' is read only in the value of a parameter that is replaced"));
            }

            placed.AddRange(left.Select(p => (p, exclusion)));
        }

        if (found.Count == 0 && query?.Tree is { } tree && FunctionCopies.Make(tree, placed, catalog, placed.FirstOrDefault(p => p.Place.Function is not null).Exclusion?.Span ?? default) is { } copies)
        {
            changes.Insert(0, copies.Change);
            filters.AddRange(copies.Filters);
        }

        foreach (var (change, filter) in FilterChanges.Make(placed.Where(p => p.Place.Function is null).Select(p => (p.Place.Rows, p.Exclusion))))
        {
            changes.Add(change);
            filters.AddRange(filter is null ? [] : [new ExclusionFilter(change, 0, filter)]);
        }

        return new TuningPlan([.. changes], [.. filters], [.. found]);
    }

    private static bool Contains(TextSpan outer, TextSpan inner) => inner.Start >= outer.Start && inner.End <= outer.End;
}
