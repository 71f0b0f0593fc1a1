using System.Collections.Immutable;
using ContentGen.Core.Text;
using ContentGen.Sigma.Algebra;
using ContentGen.Sigma.Writing;

namespace ContentGen.Sigma.Conversion;

/// <summary>Takes the exclusions of a workspace out of a query's conditions and makes filter documents of them.</summary>
internal static class FilterBuilder
{
    /// <summary>The rows without the exclusions, and the conditions of each exclusion on each branch.</summary>
    public static (EventRows Rows, ImmutableArray<ImmutableArray<ImmutableArray<Condition>>> Excluded) Split(EventRows rows, ImmutableArray<SigmaExclusion> exclusions)
    {
        bool Of(SigmaExclusion exclusion, TextSpan span) => span.Start >= exclusion.Span.Start && span.End <= exclusion.Span.End && span.Length > 0;
        var excluded = exclusions.Select(e => rows.Branches.Select(b => b.Parts.Where(p => Of(e, p.Span)).ToImmutableArray()).ToImmutableArray()).ToImmutableArray();
        var rest = rows.Each(b => b with { Parts = [.. b.Parts.Where(p => !exclusions.Any(e => Of(e, p.Span)))] });
        return (rest with
        {
            Grouping = rest.Grouping is { } grouping ? grouping with
            {
                Dropped = [.. grouping.Dropped.Where(d => !exclusions.Any(e => Of(e, d.Span)))],
                Thresholds = [.. grouping.Thresholds.Where(t => !exclusions.Any(e => Of(e, t.Span)))],
            } : null,
        }, excluded);
    }

    /// <param name="exclusion">What is left out.</param>
    /// <param name="excluded">Its conditions on each branch of the query; the rows for which they hold stay.</param>
    /// <param name="branches">The branches that became rules, with the ids of these.</param>
    /// <param name="metadata">Of the rule.</param>
    /// <param name="textOf">The query's text at a place.</param>
    public static SigmaFilter Build(
        SigmaExclusion exclusion, ImmutableArray<ImmutableArray<Condition>> excluded, IReadOnlyList<(ConvertedBranch Branch, string Id)> branches, SigmaMetadata metadata, Func<TextSpan, string> textOf)
    {
        var leaves = new List<LeafReport>();
        var reasons = new List<string>();
        var documents = new List<FilterDocument>();
        foreach (var group in branches.GroupBy(b => (b.Branch.LogSource, b.Branch.Index)))
        {
            var kept = excluded[group.Key.Index];
            var condition = kept is [NotCondition only] ? only.Inner : Logic.Not(Logic.All(kept, exclusion.Span), exclusion.Span);
            // A filter that is not sure to hide no more than it should is none: terms are asked exactly.
            var converter = new ConditionConverter(group.First().Branch.Branch.Table, group.Key.LogSource, new SigmaOptions { ExactTerms = true }, textOf, FilterLabels.None, group.Key.Index);
            var detection = kept.IsEmpty ? null : converter.Convert(condition);
            var relation = Relations.Fold(converter.Leaves.Select(l => l.Effect));
            if (detection is null || relation is Relation.Widened or Relation.Approximate)
            {
                reasons.AddRange(converter.Leaves.Where(l => l.Effect != Relation.Exact).Select(l => $"{(detection is null ? l.Reason : Reasons.FilterWider)}: {l.Kql}").DefaultIfEmpty($"{Reasons.Aggregate}: {textOf(exclusion.Span).Trim()}"));
                continue;
            }

            leaves.AddRange(converter.Leaves);
            var (searches, text) = SearchBuilder.BuildFilter(detection);
            var number = documents.Count == 0 ? "" : $" {documents.Count + 1}";
            documents.Add(new FilterDocument(exclusion.Title + number, NameBasedId.Create($"{exclusion.Key}/{documents.Count}"), exclusion.Description, group.Key.LogSource, [.. group.Select(g => g.Id)], searches, text));
        }

        var verdict = reasons.Count > 0 ? Relations.Fold(Relation.Narrowed, Relations.Fold(leaves.Select(l => l.Effect))) : Relations.Fold(leaves.Select(l => l.Effect));
        return new SigmaFilter(exclusion, documents.Count == 0 ? null : string.Join("---\n", documents.Select(d => SigmaWriter.Print(d, metadata, Header(verdict)))), verdict, [.. leaves], [.. reasons.Distinct(StringComparer.Ordinal)]);
    }

    private static IEnumerable<string> Header(Relation verdict) => [$"Converted from an exclusion by ContentGen; fidelity: {Relations.Word(verdict)}"];
}
