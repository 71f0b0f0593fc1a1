using System.Collections.Concurrent;
using System.Collections.Immutable;
using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Applying;

/// <summary>
/// Applies a plan: what rules call before the rules, deletions last and the other way round; several items at once within each step.
/// An item that fails stops nobody but itself, unless nobody could succeed any more.
/// </summary>
internal sealed class Deployment(ItemWriter writer, Verification verification, Journal journal, TimeProvider clock, Action<ItemResult> progress)
{
    private const int AtOnce = 8;

    public async Task<Applied> ApplyAsync(Plan plan, IReadOnlySet<string> done, CancellationToken cancellation)
    {
        var results = new ConcurrentDictionary<string, ItemResult>(StringComparer.Ordinal);
        foreach (var item in plan.Items.Where(i => !i.IsWork))
        {
            results[item.Key] = new ItemResult(item, item.Action == PlanAction.Blocked ? Outcome.Blocked : Outcome.Kept, item.Reason, clock.GetUtcNow());
        }

        foreach (var step in Steps(plan))
        {
            await Parallel.ForEachAsync(step, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (item, c) =>
            {
                if (done.Contains(item.Key))
                {
                    results[item.Key] = new ItemResult(item, Outcome.Already, "done by the run before", clock.GetUtcNow());
                }
                else if (!writer.IsLockedOut)
                {
                    var result = await writer.WriteAsync(item, plan, c).ConfigureAwait(false);
                    journal.After(result);
                    results[item.Key] = result;
                    progress(result);
                }
            }).ConfigureAwait(false);
        }

        ImmutableArray<ItemResult> all = [.. plan.Items.Select(i => results.GetValueOrDefault(i.Key) ?? new ItemResult(i, Outcome.NotAttempted, "the run stopped before", clock.GetUtcNow()))];
        var applied = await verification.VerifyAsync(all, progress, cancellation).ConfigureAwait(false);
        journal.End(clock.GetUtcNow());
        return applied;
    }

    private static IEnumerable<IReadOnlyList<PlanItem>> Steps(Plan plan)
    {
        var work = plan.Items.Where(i => i.IsWork).ToList();
        return work.Where(i => i.Action != PlanAction.Delete).GroupBy(i => i.Kind).OrderBy(g => g.Key)
            .Concat(work.Where(i => i.Action == PlanAction.Delete).GroupBy(i => i.Kind).OrderByDescending(g => g.Key))
            .Select(g => g.ToList());
    }
}
