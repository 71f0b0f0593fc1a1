using System.Collections.Immutable;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Overlays;

/// <summary>The changes of a query that an overlay asks for, or why it cannot have them.</summary>
/// <param name="Changes">In the order of the overlay.</param>
/// <param name="Filters">Which change is the filter of which exclusion.</param>
/// <param name="Diagnostics">Errors in the workspace's file.</param>
internal sealed record OverlayPlan(
    ImmutableArray<OverlayChange> Changes, ImmutableArray<(OverlayChange Change, WorkspaceExclusion Exclusion)> Filters, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>What stands before the predicate in a filter; its first word is at the second character.</summary>
    public const string Before = "\n| where not(\n";

    public const string After = "\n)";

    public static OverlayPlan Create(CompiledRule rule, Overlay overlay)
    {
        var (changes, filters, found) = (new List<OverlayChange>(), new List<(OverlayChange, WorkspaceExclusion)>(), new List<Diagnostic>());
        foreach (var value in overlay.Override?.Parameters ?? [])
        {
            if (Parameter(rule, overlay.Workspace, value, found) is { } change)
            {
                changes.Add(change);
            }
        }

        foreach (var exclusion in overlay.Exclusions)
        {
            var places = rule.Query is { } query ? ExclusionPlaces.Find(query, exclusion.At?.Value ?? "result") : new ExclusionPlaces([], "the rule has no query");
            if (places.Refusal is { } refusal)
            {
                found.Add(OverlayCompiler.Finding(overlay.Workspace, OverlayDescriptors.NoPlace, (exclusion.At?.Span ?? exclusion.Exclude.Scalar.Span), refusal));
            }

            foreach (var place in places.Places)
            {
                var filter = new OverlayChange(new TextSpan(place.Table.End, 0), $"{Before}{exclusion.Exclude.Text}{After}{(place.Table.Length > 0 ? ")" : "")}", exclusion.Span);
                if (place.Table.Length > 0)
                {
                    changes.Add(new OverlayChange(new TextSpan(place.Table.Start, 0), "(", exclusion.Span));
                }

                changes.Add(filter);
                filters.Add((filter, exclusion));
            }
        }

        return new OverlayPlan([.. changes], [.. filters], [.. found]);
    }

    private static OverlayChange? Parameter(CompiledRule rule, WorkspaceTarget workspace, ParameterValue value, List<Diagnostic> found)
    {
        var declared = rule.Rule.Parameters.FirstOrDefault(p => p.Name.Value == value.Name.Value);
        if (declared is null)
        {
            found.Add(OverlayCompiler.Finding(
                workspace, OverlayDescriptors.UnknownParameter, value.Name.Span, value.Name.Value, NearestName.Hint(value.Name.Value, rule.Rule.Parameters.Select(p => p.Name.Value))));
            return null;
        }

        var let = rule.Query?.Tree?.Root.Children.FirstOrDefault(n => n.Kind == "LetStatement" && n.Child("Name")?.Name == value.Name.Value)?.Child("Expression");
        if (let is null)
        {
            found.Add(OverlayCompiler.Finding(workspace, OverlayDescriptors.WrongValue, value.Name.Span, value.Name.Value, "no let of the query"));
            return null;
        }

        if (ParameterLiteral.Write(value, declared.Type?.Value ?? TypeOf(let), out var fault) is { } literal)
        {
            return new OverlayChange(let.Span, literal, value.Span);
        }

        found.Add(OverlayCompiler.Finding(workspace, OverlayDescriptors.WrongValue, fault!.Value.Span, value.Name.Value, fault.Value.Why));
        return null;
    }

    // What a let without a declared type holds, as far as it is written out.
    private static string TypeOf(BoundNode let)
    {
        if (let.Kind == "DynamicExpression" && let.Child("Expression") is { Kind: "JsonArrayExpression" } list)
        {
            var types = list.ChildrenOf("Values").Select(v => v.Type?.Name).Distinct().ToList();
            return types is [{ } one] ? $"list of {one}" : "list of string";
        }

        return let.Type is { Kind: "scalar", Name: { } name } ? name : "no type";
    }
}
