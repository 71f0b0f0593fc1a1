using System.Collections.Immutable;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Overlays;

/// <summary>What is wrong with the exclusions in a query that was bound with them: one finding for each exclusion that is to blame.</summary>
internal static class ExclusionVerdict
{
    // The Kusto library's "a value of type ... expected".
    private const string WrongType = "KS107";

    public static ImmutableArray<Diagnostic> Of(BoundQuery bound, TunedQuery tuned, TuningPlan plan)
    {
        if (bound.Tree is not { } tree)
        {
            return [];
        }

        // First the form: what the library says about a text that is more than one condition is of no use to anybody.
        var filters = tree.Root.Descendants().Where(n => n.Kind == "FilterOperator").ToLookup(n => n.Span.Start);
        var escaped = plan.Filters.Where(f => ConditionOf(f, tuned, filters) is null).Select(f => f.Exclusion).Distinct<Exclusion>(ReferenceEqualityComparer.Instance).ToList();
        if (escaped.Count > 0)
        {
            return [.. escaped.Select(e => e.Finding(e.Words.NotACondition, e.PredicateSpan, "; this one does not end where it should"))];
        }

        ImmutableArray<Diagnostic> unfit = [.. Unfit(bound, tuned, plan)];
        return unfit.Length > 0 ? unfit : [.. ExclusionPairs.Contradictions([.. plan.Filters.Select(f => (f.Exclusion, ConditionOf(f, tuned, filters)!))])];
    }

    // The condition that the filter negates, when the tree has, exactly where the text was put, one filter with one condition that is all
    // of the predicate.
    private static BoundNode? ConditionOf(ExclusionFilter filter, TunedQuery tuned, ILookup<int, BoundNode> filters)
    {
        var (whole, predicate) = (filter.OperatorIn(tuned), filter.PredicateIn(tuned));
        return filters[whole.Start].FirstOrDefault(n => n.Span.End == whole.End)?.Child("Condition") is { Kind: "FunctionCallExpression" } call && call.Child("Name")?.Name == "not"
            && call.Child("ArgumentList")?.ChildrenOf("Expressions").ToList() is [var condition] && condition.Span.Start >= predicate.Start && condition.Span.End <= predicate.End
            ? condition : null;
    }

    private static IEnumerable<Diagnostic> Unfit(BoundQuery bound, TunedQuery tuned, TuningPlan plan)
    {
        var errors = bound.Diagnostics.Where(d => d.Severity == Severity.Error).ToList();
        // What inserts a predicate at several places may have the same error at each of them.
        var blamed = new HashSet<Exclusion>(ReferenceEqualityComparer.Instance);
        foreach (var filter in plan.Filters)
        {
            var predicate = filter.PredicateIn(tuned);
            // What a predicate lacks is missed behind it, in what was put around it.
            var whole = filter.OperatorIn(tuned);
            var here = errors.Where(e => e.Span.Start >= whole.Start && e.Span.Start < whole.End).ToList();
            // A name that is not known has no type: what is said about types beside it follows from that.
            var error = here.Find(e => e.Code != WrongType) ?? here.FirstOrDefault();
            if (error is null || !blamed.Add(filter.Exclusion))
            {
                continue;
            }

            var exclusion = filter.Exclusion;
            var start = Math.Clamp(error.Span.Start, predicate.Start, predicate.End);
            var span = new TextSpan(start - predicate.Start, Math.Clamp(error.Span.End, start, predicate.End) - start);
            var message = error.Message.TrimEnd('.');
            yield return error.Code == WrongType && exclusion.Predicate.Text.Substring(span.Start, span.Length) == exclusion.Predicate.Text.Trim()
                ? exclusion.Finding(exclusion.Words.NotACondition, exclusion.PredicateSpan, $" ({message})")
                : exclusion.Finding(exclusion.Words.DoesNotBind, exclusion.Predicate.ToSource(span), exclusion.Place == Exclusion.Result ? "the rule's result" : exclusion.Place, message, error.Code);
        }
    }
}
