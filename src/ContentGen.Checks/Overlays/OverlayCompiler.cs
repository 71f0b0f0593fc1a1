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
    /// <param name="rules">The rules and hunting queries of the content, those with errors included.</param>
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
        var goes = faulty.IsWhole ? [] : rules.Select(includes).ToList();
        List<Diagnostic> unused = isWhole ? Unused(rules, goes, workspace) : [];
        var places = unused.Select(d => d.Span.Start).ToHashSet();
        var found = new ConcurrentBag<Diagnostic>(unused.Concat(workspace.Exclusions.Where(e => !places.Contains(e.RuleId.Span.Start)).Select(e => Ending(workspace, e)).OfType<Diagnostic>()));
        var compiled = new OverlaidRule?[faulty.IsWhole ? 0 : rules.Count];
        var overlaid = new OverlaidRuleCompiler(compiler);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = compiler.Parallelism, CancellationToken = cancellation };
        var touched = new List<int>();
        for (var i = 0; i < compiled.Length; i++)
        {
            var (rule, id) = (rules[i], rules[i].Rule.Id?.Value ?? "");
            if (rule.HasErrors || !goes[i] || faulty.Rules.Contains(id))
            {
                continue;
            }

            if (overrides.Contains(id) || exclusions.Contains(id))
            {
                touched.Add(i);
            }
            else
            {
                compiled[i] = new OverlaidRule(rule, rule, null);
            }
        }

        await Parallel.ForEachAsync(touched, parallel, async (i, c) =>
        {
            // One that has ended has been reported; whatever else may be wrong with it does not matter any more.
            var id = rules[i].Rule.Id!.Value;
            var own = exclusions[id].ToList();
            var overlay = new Overlay(workspace, overrides[id].FirstOrDefault(), [.. own.Where(e => !HasEnded(e))]);
            var (result, problems) = await overlaid.CompileAsync(await compiler.WithQueryAsync(rules[i], c).ConfigureAwait(false), overlay, c).ConfigureAwait(false);
            foreach (var problem in problems)
            {
                found.Add(problem);
            }

            compiled[i] = own.Count > overlay.Exclusions.Length ? null : result;
        }).ConfigureAwait(false);
        var all = compiled.OfType<OverlaidRule>().ToLookup(r => r.Original.Rule.Kind == RuleKind.Hunting);
        var leftOut = Enumerable.Range(0, compiled.Length).Where(i => compiled[i] is null && goes[i] && !rules[i].HasErrors).Select(i => rules[i]);
        return new OverlayCompilation(workspace, [.. all[false]], [.. found.Distinct().Order(Comparer<Diagnostic>.Create(Diagnostic.Compare))])
        {
            HuntingQueries = [.. all[true]],
            IsFaulty = faulty.IsWhole,
            LeftOut = [.. leftOut],
        };
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
