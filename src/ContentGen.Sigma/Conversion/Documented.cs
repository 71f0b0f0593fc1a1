using System.Collections.Immutable;
using ContentGen.Core.Text;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Conversion;

/// <summary>Which converted branches get a document of their own.</summary>
internal static class Documented
{
    public static List<ConvertedBranch> Of(Grouping? grouping, List<ConvertedBranch> branches, Func<TextSpan, string> textOf, List<LeafReport> leaves)
    {
        if (grouping is not null && CountsRules(grouping, branches))
        {
            return OneEach(branches, textOf, leaves);
        }

        // A document whose events another one has too says nothing new: tables of one log source, the same logon seen by two sensors.
        var kept = new List<ConvertedBranch>();
        foreach (var branch in branches)
        {
            if (kept.Exists(k => Has(grouping, k, branch)))
            {
                continue;
            }

            _ = kept.RemoveAll(k => Has(grouping, branch, k));
            kept.Add(branch);
        }

        return kept;
    }

    // Kinds of events that come together: several documents of one kind would count as several.
    private static bool CountsRules(Grouping grouping, List<ConvertedBranch> branches) => grouping.JoinedAt is not null
        || grouping.Thresholds.Any(t => t.Kind == AggregateKind.Distinct && branches.DistinctBy(b => b.Index).Count() > 1 && GroupFields.Find(t.Arguments, branches) is not [_]);

    private static List<ConvertedBranch> OneEach(List<ConvertedBranch> branches, Func<TextSpan, string> textOf, List<LeafReport> leaves)
    {
        var kept = branches.DistinctBy(b => b.Index).ToList();
        leaves.AddRange(branches.Except(kept).Select(b => new LeafReport(b.Branch.Span, textOf(b.Branch.Span), "dropped", Relation.Narrowed, Reasons.OneRulePerKind, b.LogSource.Category ?? b.LogSource.Service, b.Index)));
        return kept;
    }

    private static bool Has(Grouping? grouping, ConvertedBranch wide, ConvertedBranch narrow) => wide.LogSource == narrow.LogSource
        && (grouping is null || Fields(grouping, wide).SequenceEqual(Fields(grouping, narrow), StringComparer.Ordinal))
        && DetectionImplication.Holds(narrow.Detection, wide.Detection);

    // What groups are made by and what is counted: it must be the same field, else the documents count otherwise.
    private static IEnumerable<string> Fields(Grouping grouping, ConvertedBranch branch) => grouping.Keys.Select(k => k.Values).Concat(grouping.Thresholds.Select(t => t.Arguments.Select(a => a ?? new UnknownValue("")).ToImmutableArray()))
        .SelectMany(v => GroupFields.Find([.. v], [branch])).SelectMany(f => f.Fields);
}
