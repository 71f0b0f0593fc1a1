using ContentGen.Checks.Compilation;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Overlays;

/// <summary>
/// Compiles rules for a workspace: its overrides and exclusions are made through the bound query, and what comes out is bound and checked
/// again. A rule that the workspace does not touch costs nothing.
/// </summary>
/// <param name="compiler">Compiled the rules.</param>
/// <param name="today">What exclusions end by.</param>
public sealed class OverlayCompiler(RuleCompiler compiler, DateOnly today)
{
    private const int DaysOfWarning = 30;

    /// <param name="rules">All rules of the content, those with errors included.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="includes">Whether a rule goes to the workspace.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<OverlayCompilation> CompileAsync(
        IReadOnlyList<CompiledRule> rules, WorkspaceTarget workspace, Func<CompiledRule, bool> includes, CancellationToken cancellation)
    {
        var overrides = workspace.Overrides.ToLookup(o => o.RuleId.Value, StringComparer.Ordinal);
        var exclusions = workspace.Exclusions.ToLookup(e => e.RuleId.Value, StringComparer.Ordinal);
        var known = rules.Select(r => r.Rule.Id?.Value).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var found = new List<Diagnostic>();
        foreach (var id in workspace.Overrides.Select(o => o.RuleId).Concat(workspace.Exclusions.Select(e => e.RuleId)).Where(id => !known.Contains(id.Value)))
        {
            found.Add(Finding(workspace, OverlayDescriptors.UnknownRule, id.Span, id.Value));
        }

        found.AddRange(workspace.Exclusions.Select(e => Ending(workspace, e)).OfType<Diagnostic>());
        var compiled = new List<OverlaidRule>(rules.Count);
        foreach (var rule in rules.Where(r => !r.HasErrors && includes(r)))
        {
            var id = rule.Rule.Id?.Value ?? "";
            var overlay = new Overlay(workspace, overrides[id].FirstOrDefault(), [.. exclusions[id]]);
            if (overlay.IsEmpty)
            {
                compiled.Add(new OverlaidRule(rule, rule, null));
                continue;
            }

            var (result, problems) = await CompileAsync(rule, overlay, cancellation).ConfigureAwait(false);
            found.AddRange(problems);
            if (result is not null && !overlay.Exclusions.Any(HasEnded))
            {
                compiled.Add(result);
            }
        }

        return new OverlayCompilation(workspace, [.. compiled], [.. found.Distinct().Order(Comparer<Diagnostic>.Create(Diagnostic.Compare))]);
    }

    private async Task<(OverlaidRule? Rule, IEnumerable<Diagnostic> Problems)> CompileAsync(CompiledRule rule, Overlay overlay, CancellationToken cancellation)
    {
        var plan = OverlayPlan.Create(rule, overlay);
        if (plan.Diagnostics.Length > 0)
        {
            return (null, plan.Diagnostics);
        }

        var changed = overlay.Override is { } change ? Overridden(rule.Rule, change) : rule.Rule;
        var tuned = plan.Changes.IsEmpty ? null : TunedQuery.Apply(rule.Rule.Query!.Text, plan.Changes);
        if (tuned is not null)
        {
            changed = changed with { Query = rule.Rule.Query! with { Text = tuned.Text } };
        }

        var compiled = await compiler.RecompileAsync(rule, changed, cancellation).ConfigureAwait(false);
        var problems = OverlayVerdict.Of(rule, compiled, overlay, plan, tuned);
        return problems.Length > 0 ? (null, problems) : (new OverlaidRule(rule, compiled, tuned), []);
    }

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

    private bool HasEnded(WorkspaceExclusion exclusion) => exclusion.Expires is { } end && end.Value < today;

    private Diagnostic? Ending(WorkspaceTarget workspace, WorkspaceExclusion exclusion)
    {
        if (exclusion.Expires is not { } end)
        {
            return null;
        }

        var owner = exclusion.Owner?.Value ?? "its owner";
        var days = end.Value.DayNumber - today.DayNumber;
        return HasEnded(exclusion) ? Finding(workspace, OverlayDescriptors.Expired, end.Span, end.Value, today, owner)
            : days <= DaysOfWarning ? Finding(workspace, OverlayDescriptors.Expiring, end.Span, end.Value, days, owner)
            : null;
    }

    internal static Diagnostic Finding(WorkspaceTarget workspace, DiagnosticDescriptor descriptor, TextSpan span, params object?[] arguments) =>
        new(descriptor.Code, descriptor.Severity, descriptor.Format(arguments), workspace.Source, span);
}
