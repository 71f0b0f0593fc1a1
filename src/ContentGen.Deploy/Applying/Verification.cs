using System.Collections.Concurrent;
using System.Collections.Immutable;
using ContentGen.Deploy.Model;
using ContentGen.Deploy.Planning;
using ContentGen.Deploy.Service;

namespace ContentGen.Deploy.Applying;

/// <summary>
/// A second look after everything was written. A resource that is new is written without an etag, so of two deployments that create it in
/// the same moment the later one wins; this is how the earlier one learns of it, and how rule and mark come to agree.
/// </summary>
internal sealed class Verification(WorkspaceReader reader, ItemWriter writer, Journal journal, ConnectionOptions options)
{
    private const int Attempts = 5;
    private const int Looks = 3;
    private const int AtOnce = 8;

    public async Task<Applied> VerifyAsync(ImmutableArray<ItemResult> results, Action<ItemResult> progress, CancellationToken cancellation)
    {
        var written = results.Where(r => r.Outcome is Outcome.Done or Outcome.DoneDisabled).ToList();
        if (written.Count == 0 || writer.IsLockedOut)
        {
            return new Applied(results, []);
        }

        var changed = new ConcurrentDictionary<string, ItemResult>(StringComparer.Ordinal);
        var notes = new ConcurrentQueue<string>();
        try
        {
            var odd = await OddAsync(written, cancellation).ConfigureAwait(false);
            await Parallel.ForEachAsync(odd, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (result, c) =>
            {
                if (await AgainAsync(result, notes, c).ConfigureAwait(false) is { } again && again != result)
                {
                    journal.After(again);
                    progress(again);
                    changed[again.Item.Key] = again;
                }
            }).ConfigureAwait(false);
        }
        catch (AzureException e)
        {
            notes.Enqueue($"what was written could not be looked at again: {e.Line}");
        }

        return new Applied([.. results.Select(r => changed.GetValueOrDefault(r.Item.Key) ?? r)], [.. notes.Order(StringComparer.Ordinal)]);
    }

    // Those that are not as they were written. Lists may be behind writes for a moment.
    private async Task<List<ItemResult>> OddAsync(List<ItemResult> written, CancellationToken cancellation)
    {
        var odd = written;
        for (var look = 1; ; look++)
        {
            var state = await reader.ReadAsync([.. odd.Select(r => r.Item.Kind).Distinct()], withTables: false, cancellation).ConfigureAwait(false);
            odd = odd.FindAll(r => !Holds(r, state));
            if (odd.Count == 0 || look == Looks)
            {
                return odd;
            }

            await Task.Delay(options.RetryDelay * look, options.Clock, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<ItemResult?> AgainAsync(ItemResult result, ConcurrentQueue<string> notes, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await writer.LookAgainAsync(result, cancellation).ConfigureAwait(false);
            }
            catch (AzureException e) when (e.Fault is AzureFault.Moved or AzureFault.Conflict && attempt < Attempts)
            {
                // Whoever wrote in the same moment is mending the same mark.
            }
            catch (AzureException e)
            {
                notes.Enqueue($"{result.Item.Name} was written and could not be looked at again: {e.Line}");
                return null;
            }
        }
    }

    /// <summary>Which of these items were written, as far as can be seen; none when nothing can be seen.</summary>
    public async Task<IReadOnlySet<string>> WhichHoldAsync(IReadOnlyList<PlanItem> items, CancellationToken cancellation)
    {
        try
        {
            var state = await reader.ReadAsync([.. items.Select(i => i.Kind).Distinct()], withTables: false, cancellation).ConfigureAwait(false);
            return items.Where(i => Holds(new ItemResult(i, Outcome.Done, null, default), state)).Select(i => i.Key).ToHashSet(StringComparer.Ordinal);
        }
        catch (AzureException)
        {
            return new HashSet<string>();
        }
    }

    /// <summary>The resources that are ours and as the content wants them.</summary>
    /// <exception cref="AzureException">The workspace cannot be read.</exception>
    public async Task<IEnumerable<DesiredResource>> AsWantedAsync(IReadOnlyList<DesiredResource> resources, string project, CancellationToken cancellation)
    {
        if (resources.Count == 0)
        {
            return [];
        }

        var state = await reader.ReadAsync([.. resources.Select(r => r.Kind).Distinct()], withTables: false, cancellation).ConfigureAwait(false);
        return resources.Where(r => state.Find(r.Kind, r.Id)?.Hash == r.Hash && state.MarkOf(project, r.Kind, r.Id) is not null);
    }

    private static bool Holds(ItemResult result, WorkspaceState state)
    {
        var (expected, name) = (Expectation.Of(result), ResourcePaths.MarkName(result.Item.Kind, result.Item.Id));
        var mark = state.MarksOn(result.Item.Kind, result.Item.Id).FirstOrDefault(m => string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase));
        return expected.Holds(state.Find(result.Item.Kind, result.Item.Id)) && expected.Holds(mark?.Raw);
    }
}
