using System.Collections.Immutable;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Overlays;

/// <summary>Compiles one rule with what a workspace says of it.</summary>
internal sealed class OverlaidRuleCompiler(RuleCompiler compiler)
{
    /// <summary>The rule as the workspace gets it, or null and what is wrong; with a rule there may be warnings.</summary>
    /// <param name="rule">Free of errors, with its bound query.</param>
    /// <param name="overlay">What the workspace says.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<(OverlaidRule? Rule, IReadOnlyList<Diagnostic> Problems)> CompileAsync(CompiledRule rule, Overlay overlay, CancellationToken cancellation)
    {
        var (compiled, filters, found) = await TryAsync(rule, overlay, cancellation).ConfigureAwait(false);
        if (compiled is null)
        {
            return (null, await BlameAsync(rule, overlay, found, cancellation).ConfigureAwait(false));
        }

        if (OverlayVerdict.NewError(rule, compiled) is { } error)
        {
            var place = await PlaceOfAsync(rule, overlay, error, cancellation).ConfigureAwait(false);
            return (null, [Finding(OverlayDescriptors.Broken, overlay, place, rule, error)]);
        }

        var warnings = OverlayVerdict.NewWarnings(rule, compiled).Select(w => Finding(OverlayDescriptors.Weakened, overlay, OverlayPart.Of(overlay)[0], rule, w));
        return (new OverlaidRule(rule, compiled, filters?.Tuned) { Filters = filters?.Of(overlay) ?? [] }, [.. warnings]);
    }

    private async Task<(CompiledRule? Compiled, PlacedFilters? Filters, List<Diagnostic> Found)> TryAsync(CompiledRule rule, Overlay overlay, CancellationToken cancellation)
    {
        var found = new List<Diagnostic>();
        found.AddRange(OverlayPart.Of(overlay).Where(p => p.Key is not null && LacksKey(rule.Rule.Kind, p.Key))
            .Select(p => OverlayCompiler.Finding(overlay.Workspace, OverlayDescriptors.NotOfKind, p.Place, rule.Rule.Kind == RuleKind.Hunting ? "a hunting query" : "an NRT rule", p.Key)));
        var exclusions = Exclusion.Of(rule.Rule).Concat(overlay.Exclusions.Select(e => Exclusion.Of(overlay.Workspace, e)));
        var plan = TuningPlan.Create(rule.Query, ParameterChanges.Make(rule, overlay, found), exclusions, compiler.CatalogOf(rule.Rule));
        found.AddRange(plan.Diagnostics);
        if (found.Count > 0)
        {
            return (null, null, found);
        }

        var changed = overlay.Override is { } change ? Overridden(rule.Rule, change) : rule.Rule;
        var tuned = plan.Changes.IsEmpty ? null : TunedQuery.Apply(rule.Rule.Query!.Text, plan.Changes);
        if (tuned is not null)
        {
            changed = changed with { Query = tuned.Of(rule.Rule.Query!) };
        }

        var compiled = await compiler.RecompileAsync(rule, changed, cancellation).ConfigureAwait(false);
        if (tuned is not null && compiled.Query is { } bound)
        {
            found.AddRange(ExclusionVerdict.Of(bound, tuned, plan));
        }

        return found.Count > 0 ? (null, null, found) : (compiled, tuned is null ? null : new PlacedFilters(tuned, plan), found);
    }

    // A predicate that does not end where it should takes others along, the rule's own among them, which are sound: each is tried alone.
    private async Task<IReadOnlyList<Diagnostic>> BlameAsync(CompiledRule rule, Overlay overlay, List<Diagnostic> found, CancellationToken cancellation)
    {
        var own = found.Where(d => d.Source == overlay.Workspace.Source).ToList();
        if (own.Count == found.Count && (own.Count == 1 || overlay.Exclusions.Length < 2))
        {
            return own;
        }

        var alone = new List<Diagnostic>();
        foreach (var exclusion in overlay.Exclusions)
        {
            alone.AddRange((await TryAsync(rule, overlay with { Exclusions = [exclusion] }, cancellation).ConfigureAwait(false)).Found.Where(d => d.Source == overlay.Workspace.Source));
        }

        return alone.Count > 0 ? [.. alone.Distinct()]
            : own.Count > 0 ? own
            : [Finding(OverlayDescriptors.Broken, overlay, OverlayPart.Of(overlay)[0], rule, found[0])];
    }

    // The part without which the rule has not that error; where several of them are needed for it, the first.
    private async Task<OverlayPart> PlaceOfAsync(CompiledRule rule, Overlay overlay, Diagnostic error, CancellationToken cancellation)
    {
        var parts = OverlayPart.Of(overlay);
        foreach (var part in parts.Count > 1 ? parts : [])
        {
            var (compiled, _, _) = await TryAsync(rule, part.Without(overlay), cancellation).ConfigureAwait(false);
            if (compiled is not null && compiled.Diagnostics.All(d => d.Code != error.Code || d.Severity != Severity.Error))
            {
                return part;
            }
        }

        return parts[0];
    }

    private sealed record PlacedFilters(TunedQuery Tuned, TuningPlan Plan)
    {
        public ImmutableArray<(TextSpan, WorkspaceExclusion)> Of(Overlay overlay) =>
        [
            .. from filter in Plan.Filters
               where filter.Exclusion.Source == overlay.Workspace.Source
               let span = filter.OperatorIn(Tuned)
               orderby span.Start
               select (span, overlay.Exclusions.First(e => e.Span == filter.Exclusion.Span)),
        ];
    }

    private static Diagnostic Finding(DiagnosticDescriptor descriptor, Overlay overlay, OverlayPart part, CompiledRule rule, Diagnostic found) =>
        OverlayCompiler.Finding(overlay.Workspace, descriptor, part.Place, rule.Rule.Name?.Value ?? rule.Rule.Id?.Value, found.Message.TrimEnd('.'), found.Code);

    // What the resource of that kind has no place for, so that the workspace would get the rule unchanged.
    private static bool LacksKey(RuleKind kind, string key) => kind switch
    {
        RuleKind.Hunting => key != "parameters",
        RuleKind.Nrt => key is "queryFrequency" or "queryPeriod" or "triggerOperator" or "triggerThreshold",
        _ => false,
    };

    private static Rule Overridden(Rule rule, RuleOverride change) => rule with
    {
        Enabled = change.Enabled ?? rule.Enabled,
        Severity = change.Severity ?? rule.Severity,
        QueryFrequency = change.QueryFrequency ?? rule.QueryFrequency,
        QueryPeriod = change.QueryPeriod ?? rule.QueryPeriod,
        TriggerOperator = change.TriggerOperator ?? rule.TriggerOperator,
        TriggerThreshold = change.TriggerThreshold ?? rule.TriggerThreshold,
        SuppressionEnabled = change.SuppressionEnabled ?? rule.SuppressionEnabled,
        SuppressionDuration = change.SuppressionDuration ?? rule.SuppressionDuration,
        Incident = change.Incident ?? rule.Incident,
    };
}
