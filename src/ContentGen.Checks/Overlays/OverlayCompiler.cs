using System.Collections.Concurrent;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Binding;
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
    /// <param name="rules">The rules of the content, those with errors included.</param>
    /// <param name="file">The workspace; where its file has errors, nothing is compiled from it.</param>
    /// <param name="includes">Whether a rule goes to the workspace.</param>
    /// <param name="isWhole">True when the rules are all that there are, so that an id which none of them has is unknown.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<OverlayCompilation> CompileAsync(
        IReadOnlyList<CompiledRule> rules, WorkspaceFile file, Func<CompiledRule, bool> includes, bool isWhole, CancellationToken cancellation)
    {
        var workspace = file.Target ?? throw new ArgumentException("the file holds no workspace", nameof(file));
        var faulty = FaultyEntries.Of(file);
        var overrides = workspace.Overrides.ToLookup(o => o.RuleId.Value, StringComparer.Ordinal);
        var exclusions = workspace.Exclusions.ToLookup(e => e.RuleId.Value, StringComparer.Ordinal);
        var found = new ConcurrentBag<Diagnostic>(workspace.Exclusions.Select(e => Ending(workspace, e)).OfType<Diagnostic>());
        var goes = faulty.IsWhole ? [] : rules.Select(includes).ToList();
        if (isWhole)
        {
            Unused(rules, goes, workspace).ForEach(found.Add);
        }

        var compiled = new OverlaidRule?[faulty.IsWhole ? 0 : rules.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = compiler.Parallelism, CancellationToken = cancellation };
        await Parallel.ForAsync(0, compiled.Length, parallel, async (i, c) =>
        {
            var (rule, id) = (rules[i], rules[i].Rule.Id?.Value ?? "");
            if (rule.HasErrors || !goes[i] || faulty.Rules.Contains(id))
            {
                return;
            }

            var overlay = new Overlay(workspace, overrides[id].FirstOrDefault(), [.. exclusions[id]]);
            if (overlay.IsEmpty)
            {
                compiled[i] = new OverlaidRule(rule, rule, null);
                return;
            }

            var (result, problems) = await CompileAsync(await compiler.WithQueryAsync(rule, c).ConfigureAwait(false), overlay, c).ConfigureAwait(false);
            foreach (var problem in problems)
            {
                found.Add(problem);
            }

            compiled[i] = overlay.Exclusions.Any(HasEnded) ? null : result;
        }).ConfigureAwait(false);
        return new OverlayCompilation(workspace, [.. compiled.OfType<OverlaidRule>()], [.. found.Distinct().Order(Comparer<Diagnostic>.Create(Diagnostic.Compare))]);
    }

    // Overrides and exclusions of no rule, or of one that the workspace does not get.
    private static List<Diagnostic> Unused(IReadOnlyList<CompiledRule> rules, List<bool> goes, WorkspaceTarget workspace)
    {
        var known = new Dictionary<string, (CompiledRule Rule, bool Goes)>(StringComparer.Ordinal);
        for (var i = 0; i < goes.Count; i++)
        {
            if (rules[i].Rule.Id is { } id)
            {
                known[id.Value] = (rules[i], goes[i] || (known.TryGetValue(id.Value, out var other) && other.Goes));
            }
        }

        var found = new List<Diagnostic>();
        foreach (var id in goes.Count == 0 ? [] : workspace.Overrides.Select(o => o.RuleId).Concat(workspace.Exclusions.Select(e => e.RuleId)))
        {
            if (!known.TryGetValue(id.Value, out var rule))
            {
                found.Add(Finding(workspace, OverlayDescriptors.UnknownRule, id.Span, id.Value));
            }
            else if (!rule.Goes)
            {
                found.Add(Finding(workspace, OverlayDescriptors.NotIncluded, id.Span, rule.Rule.Rule.Name?.Value ?? id.Value, rule.Rule.Rule.Source.Path));
            }
        }

        return found;
    }

    private async Task<(OverlaidRule? Rule, IEnumerable<Diagnostic> Problems)> CompileAsync(CompiledRule rule, Overlay overlay, CancellationToken cancellation)
    {
        var found = new List<Diagnostic>();
        var exclusions = Exclusion.Of(rule.Rule).Concat(overlay.Exclusions.Select(e => Exclusion.Of(overlay.Workspace, e)));
        var plan = TuningPlan.Create(rule.Query, ParameterChanges.Make(rule, overlay, found), exclusions, compiler.CatalogOf(rule.Rule));
        found.AddRange(plan.Diagnostics);
        if (found.Count > 0)
        {
            return (null, found);
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

        if (found.Count == 0 && OverlayVerdict.NewError(rule, compiled) is { } error)
        {
            var place = overlay.Override?.RuleId.Span ?? overlay.Exclusions[0].Span;
            found.Add(Finding(overlay.Workspace, OverlayDescriptors.Broken, place, rule.Rule.Name?.Value ?? rule.Rule.Id?.Value, error.Message.TrimEnd('.'), error.Code));
        }

        return found.Count > 0 ? (null, found) : (new OverlaidRule(rule, compiled, tuned), []);
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
            : days <= ListedExclusion.DaysOfWarning ? Finding(workspace, OverlayDescriptors.Expiring, end.Span, end.Value, days, owner)
            : null;
    }

    internal static Diagnostic Finding(WorkspaceTarget workspace, DiagnosticDescriptor descriptor, TextSpan span, params object?[] arguments) =>
        new(descriptor.Code, descriptor.Severity, descriptor.Format(arguments), workspace.Source, span);
}
