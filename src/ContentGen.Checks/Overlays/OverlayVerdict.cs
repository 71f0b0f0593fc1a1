using System.Collections.Immutable;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Overlays;

/// <summary>What is wrong with a rule that is not wrong without its overlay: one finding for each entry of the overlay that is to blame.</summary>
internal static class OverlayVerdict
{
    public static ImmutableArray<Diagnostic> Of(CompiledRule original, CompiledRule compiled, Overlay overlay, OverlayPlan plan, TunedQuery? tuned)
    {
        var found = new List<Diagnostic>();
        if (tuned is not null && compiled.Query?.Tree is { } tree)
        {
            // First the form: what the library says about a text that is more than one condition is of no use to anybody.
            var escaped = plan.Filters.Where(f => !IsFilter(tree.Root, tuned, f.Change, f.Exclusion)).Select(f => f.Exclusion).Distinct().ToList();
            found.AddRange(escaped.Select(e => OverlayCompiler.Finding(overlay.Workspace, OverlayDescriptors.NotACondition, e.Exclude.Scalar.Span)));
            if (found.Count == 0)
            {
                found.AddRange(Unfit(compiled.Query, overlay, plan, tuned));
            }

            if (found.Count == 0)
            {
                found.AddRange(ExclusionPairs.Contradictions(tree.Root, tuned, overlay, plan));
            }
        }

        if (found.Count == 0 && NewErrors(original, compiled).FirstOrDefault() is { } error)
        {
            var place = overlay.Override?.RuleId.Span ?? overlay.Exclusions[0].Span;
            found.Add(OverlayCompiler.Finding(overlay.Workspace, OverlayDescriptors.Broken, place, original.Rule.Name?.Value ?? original.Rule.Id?.Value, error.Message.TrimEnd('.'), error.Code));
        }

        return [.. found];
    }

    private static IEnumerable<Diagnostic> NewErrors(CompiledRule original, CompiledRule compiled)
    {
        var known = original.Diagnostics.Select(d => (d.Code, d.Message)).ToHashSet();
        return compiled.Diagnostics.Where(d => d.Severity == Severity.Error && !known.Contains((d.Code, d.Message)));
    }

    private static IEnumerable<Diagnostic> Unfit(BoundQuery query, Overlay overlay, OverlayPlan plan, TunedQuery tuned)
    {
        var blamed = new HashSet<WorkspaceExclusion>(ReferenceEqualityComparer.Instance);
        foreach (var error in query.Diagnostics.Where(d => d.Severity == Severity.Error))
        {
            if (tuned.ChangeAt(error.Span) is { } at && plan.Filters.FirstOrDefault(f => ReferenceEquals(f.Change, at.Change)).Exclusion is { } exclusion && blamed.Add(exclusion))
            {
                var start = Math.Clamp(at.Offset - OverlayPlan.Before.Length, 0, exclusion.Exclude.Text.Length);
                var length = Math.Min(error.Span.Length, exclusion.Exclude.Text.Length - start);
                var where = exclusion.At?.Value is { } table && table != "result" ? table : "the rule's result";
                yield return OverlayCompiler.Finding(
                    overlay.Workspace, OverlayDescriptors.DoesNotBind, exclusion.Exclude.ToSource(new TextSpan(start, length)), where, error.Message.TrimEnd('.'), error.Code);
            }
        }
    }

    /// <summary>True when the tree has, exactly where the text was put, one filter with one condition that is all of the predicate.</summary>
    private static bool IsFilter(BoundNode root, TunedQuery tuned, OverlayChange change, WorkspaceExclusion exclusion)
    {
        var predicate = Predicate(tuned, change, exclusion);
        var filter = root.Descendants().FirstOrDefault(n => n.Kind == "FilterOperator" && n.Span.Start == tuned.StartOf(change) + "\n| ".Length);
        return filter?.Span.End == predicate.End + OverlayPlan.After.Length && ConditionIn(filter) is { } condition
            && condition.Span.Start >= predicate.Start && condition.Span.End <= predicate.End;
    }

    /// <summary>The condition that a filter of ours negates.</summary>
    public static BoundNode? ConditionIn(BoundNode filter) =>
        filter.Child("Condition") is { Kind: "FunctionCallExpression" } call && call.Child("Name")?.Name == "not"
        && call.Child("ArgumentList")?.ChildrenOf("Expressions").ToList() is [var condition] ? condition : null;

    public static TextSpan Predicate(TunedQuery tuned, OverlayChange change, WorkspaceExclusion exclusion) =>
        new(tuned.StartOf(change) + OverlayPlan.Before.Length, exclusion.Exclude.Text.Length);
}
