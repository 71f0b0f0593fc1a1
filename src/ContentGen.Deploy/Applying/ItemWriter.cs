using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentGen.Deploy.Model;
using ContentGen.Deploy.Planning;
using ContentGen.Deploy.Service;

namespace ContentGen.Deploy.Applying;

/// <summary>
/// Writes one item: looks first whether the resource is still what the plan was made for and still ours, notes it in the journal, writes
/// with the etag just read, then the mark. Whatever happens in between, doing it again ends in the same state.
/// </summary>
internal sealed class ItemWriter(AzureClient client, ResourcePaths paths, WatchlistItems rows, Journal journal, ConnectionOptions options)
{
    private const int Attempts = 5;
    private const int Looks = 3;

    private readonly ConcurrentDictionary<string, bool> _contested = new(StringComparer.Ordinal);

    // What the service called our own write.
    private readonly ConcurrentDictionary<string, string> _etags = new(StringComparer.Ordinal);

    private volatile bool _lockedOut;

    /// <summary>True once the service no longer knows who we are: every further request would fail too.</summary>
    public bool IsLockedOut => _lockedOut;

    /// <summary>True when the service said of something new that it was there already: an answer was lost, or somebody else wrote in the same moment.</summary>
    public bool IsContested(PlanItem item) => _contested.ContainsKey(item.Key);

    public async Task<ItemResult> WriteAsync(PlanItem item, Plan plan, CancellationToken cancellation)
    {
        try
        {
            return await TryAsync(item, plan, cancellation).ConfigureAwait(false);
        }
        catch (AzureException e)
        {
            _lockedOut |= e.Fault == AzureFault.Unauthorized;
            return Result(item, e.Fault == AzureFault.RecentlyDeleted ? Outcome.Deferred : Outcome.Failed, e.Line);
        }
    }

    /// <summary>Looks whether an item that somebody else is going to write is still what the plan was made for, and notes it; null: it is.</summary>
    public async Task<ItemResult?> PrepareAsync(PlanItem item, Plan plan, CancellationToken cancellation)
    {
        try
        {
            var (current, mark, _, refused) = await LookAsync(item, item.Body, plan, cancellation).ConfigureAwait(false);
            if (refused is null)
            {
                await NoteAsync(item, current, mark, cancellation).ConfigureAwait(false);
            }

            return refused;
        }
        catch (AzureException e)
        {
            _lockedOut |= e.Fault == AzureFault.Unauthorized;
            return Result(item, Outcome.Failed, e.Line);
        }
    }

    private async Task<ItemResult> TryAsync(PlanItem item, Plan plan, CancellationToken cancellation)
    {
        var (body, mark, disabled, message) = (item.Body, item.MarkBody, false, (string?)null);
        for (var attempt = 1; ; attempt++)
        {
            var (current, oldMark, isThere, refused) = await LookAsync(item, body, plan, cancellation).ConfigureAwait(false);
            if (refused is not null)
            {
                return refused;
            }

            var writes = !isThere && (body is not null || item.Action == PlanAction.Delete);
            try
            {
                if (writes || (MarkDiffers(item, oldMark, mark) && (current is not null || oldMark is not null)))
                {
                    await NoteAsync(item, current, oldMark, cancellation).ConfigureAwait(false);
                }

                if (writes)
                {
                    message = await WriteResourceAsync(item, body, current, cancellation).ConfigureAwait(false) ?? message;
                }

                await WriteMarkAsync(item, oldMark, mark, cancellation).ConfigureAwait(false);
                return Result(item, disabled ? Outcome.DoneDisabled : writes || item.Body is null ? Outcome.Done : Outcome.Already, message);
            }
            catch (AzureException e) when (e.Fault is AzureFault.Moved or AzureFault.Conflict && attempt < Attempts)
            {
                // Either somebody wrote, which the next look will show, or an answer to our own write was lost.
                await Task.Delay(options.RetryDelay * (1 << attempt), options.Clock, cancellation).ConfigureAwait(false);
            }
            catch (AzureException e) when (e.Fault == AzureFault.Moved)
            {
                return Result(item, Outcome.Refused, e.Line);
            }
            catch (AzureException e) when (e.Fault == AzureFault.MissingTable && plan.DisablesOnMissingTables && !disabled && IsEnabled(body))
            {
                body = DesiredResource.Disable(body!);
                mark = mark is null ? null : OwnershipMark.WithForm(mark, DesiredResource.Canonicalize(item.Kind, body), missedTables: true);
                (disabled, message, attempt) = (true, $"deployed disabled: {e.Message}", 0);
            }
        }
    }

    /// <summary>Looks at an item again after all was written, and mends its mark when that is all that is wrong.</summary>
    public async Task<ItemResult> LookAgainAsync(ItemResult result, CancellationToken cancellation)
    {
        var expected = Expectation.Of(result);
        for (var look = 1; ; look++)
        {
            var mark = await ReadMarkAsync(result.Item, cancellation).ConfigureAwait(false);
            var current = WithRows(await ReadAsync(result.Item, cancellation).ConfigureAwait(false), mark);
            var holds = expected.Holds(current);
            if (holds && expected.Holds(mark))
            {
                return result;
            }

            // Reads may be behind writes for a moment.
            if (look < Looks)
            {
                await Task.Delay(options.RetryDelay * look, options.Clock, cancellation).ConfigureAwait(false);
                continue;
            }

            if (holds)
            {
                await WriteMarkAsync(result.Item, mark, expected.Mark, cancellation).ConfigureAwait(false);
                return result;
            }

            if (current is not null && IsContested(result.Item) && expected.Mark is { } ours && expected.Holds(mark))
            {
                // Whoever wrote last has the rule; our mark must not say of it what it is not.
                await WriteMarkAsync(result.Item, mark, OwnershipMark.WithForm(ours, current.Canonical), cancellation).ConfigureAwait(false);
            }

            return current?.Etag is { } etag && _etags.GetValueOrDefault(result.Item.Key) == etag
                ? result with { Message = $"the service keeps it in another form than it was written: {Between(expected, current)}" }
                : Result(result.Item, Outcome.Refused, Odd(expected, current));
        }
    }

    private static string Odd(Expectation expected, ActualResource? current) =>
        current?.Hash == expected.Item.ActualHash ? "it was written, and what was there before is there still; plan again, should the service only be slow to show it"
        : current is null ? "it was written, and somebody else deleted it in the same moment"
        : expected.Form is null ? "it was deleted, and somebody else wrote it in the same moment"
        : $"it was written, and somebody else wrote it in the same moment; what is there now is theirs: {Between(expected, current)}";

    private static string Between(Expectation expected, ActualResource current) =>
        string.Join(", ", Differences.Between(expected.Form!, current.Canonical).Select(d => d.Path).DefaultIfEmpty("its kind"));

    // What is there, and why it must not be written.
    private async Task<(ActualResource? Current, JsonElement? Mark, bool IsThere, ItemResult? Refused)> LookAsync(PlanItem item, JsonObject? body, Plan plan, CancellationToken cancellation)
    {
        var current = await ReadAsync(item, cancellation).ConfigureAwait(false);
        if (current is null && item.ActualHash is not null)
        {
            // One 404 where something was is not believed: what follows from it, a mark taken away, is not easily seen again.
            current = await ReadAsync(item, cancellation).ConfigureAwait(false);
        }

        var mark = item.Kind == ResourceKind.Watchlist ? await ReadMarkAsync(item, cancellation).ConfigureAwait(false) : null;
        current = WithRows(current, mark);
        // What rows a watchlist has is only known from its mark, and that was not written yet when the run was killed that is taken back.
        var isThere = IsThere(item, body, current) && !(plan.Undoes is not null && item.Kind == ResourceKind.Watchlist && body is not null);
        // What this journal noted was looked at before it was first written; since then it may be half done.
        var isUnderway = journal.HasNoted(item);
        if (!isThere && current?.Hash != item.ActualHash && !(isUnderway && IsThereButForRows(item, body, current)))
        {
            return (current, null, isThere, Result(item, Outcome.Refused, current is null ? "it was deleted since the plan was made" : "it was changed since the plan was made"));
        }

        mark ??= await ReadMarkAsync(item, cancellation).ConfigureAwait(false);
        if (!isThere && !isUnderway && current is not null && item.Action is not (PlanAction.Adopt or PlanAction.Create) && plan.Undoes is null && !IsOurs(mark, plan))
        {
            mark = await ReadMarkAsync(item, cancellation).ConfigureAwait(false);
            if (!IsOurs(mark, plan))
            {
                return (current, mark, isThere, Result(item, Outcome.Refused, "it does not carry our mark any more, so it is not ours to change"));
            }
        }

        return (current, mark, isThere, null);
    }

    // A watchlist comes without its rows. What they are is known from the mark of whoever wrote them; what they were, should they have to be
    // put back, from its items.
    private static ActualResource? WithRows(ActualResource? current, JsonElement? mark) => current is { Kind: ResourceKind.Watchlist }
        ? current.WithRows(mark is { } m ? OwnershipMark.Read(m)?.Rows : null)
        : current;

    private async Task NoteAsync(PlanItem item, ActualResource? current, JsonElement? mark, CancellationToken cancellation)
    {
        var raw = current is { Kind: ResourceKind.Watchlist } && !journal.HasNoted(item)
            ? await rows.AddAsync(current, cancellation).ConfigureAwait(false)
            : current?.Raw;
        journal.Before(item, raw, mark, options.Clock.GetUtcNow());
    }

    private static bool IsThereButForRows(PlanItem item, JsonObject? body, ActualResource? current) => item.Kind == ResourceKind.Watchlist && body is not null && current is not null
        && current.Canonical.WithRows(null).Hash == DesiredResource.Canonicalize(item.Kind, body).WithRows(null).Hash;

    private static bool IsThere(PlanItem item, JsonObject? body, ActualResource? current) => item.Action == PlanAction.Delete
        ? current is null
        : body is not null && current?.Hash == DesiredResource.Canonicalize(item.Kind, body).Hash;

    private static bool IsOurs(JsonElement? mark, Plan plan) => mark is { } m && OwnershipMark.Read(m)?.IsOf(plan.Project) == true;

    private Task<JsonElement?> ReadMarkAsync(PlanItem item, CancellationToken cancellation) => client.GetAsync(paths.Mark(item.Kind, item.Id), paths.ApiVersion, cancellation);

    private async Task<ActualResource?> ReadAsync(PlanItem item, CancellationToken cancellation) =>
        await client.GetAsync(paths.Item(item.Kind, item.Address), paths.Version(item.Kind), cancellation).ConfigureAwait(false) is { } raw
            ? ActualResource.Read(item.Kind, raw) ?? throw new AzureException(AzureFault.Other, 200, "", "the answer is no resource: it has no name")
            : null;

    private async Task<string?> WriteResourceAsync(PlanItem item, JsonObject? body, ActualResource? current, CancellationToken cancellation)
    {
        var (path, version) = (paths.Item(item.Kind, item.Address), paths.Version(item.Kind));
        if (body is null)
        {
            await client.DeleteAsync(path, version, cancellation).ConfigureAwait(false);
            return null;
        }

        var answer = await client.PutAsync(path, version, WithEtag(body, EtagFor(item, current)), cancellation).ConfigureAwait(false);
        if (answer.Body is { ValueKind: JsonValueKind.Object } written && ActualResource.EtagOf(written) is { } etag)
        {
            _etags[item.Key] = etag;
        }

        // A saved search is answered with 200 also when it is new.
        return current is null && item.Kind is ResourceKind.AnalyticsRule or ResourceKind.Watchlist && Contests(item, answer) ? "it was there already when it was written: a repeated request, or somebody else in the same moment" : null;
    }

    private async Task WriteMarkAsync(PlanItem item, JsonElement? old, JsonObject? mark, CancellationToken cancellation)
    {
        if (!MarkDiffers(item, old, mark))
        {
            return;
        }

        var path = paths.Mark(item.Kind, item.Id);
        if (item.Mark == MarkChange.Remove)
        {
            await client.DeleteAsync(path, paths.ApiVersion, cancellation).ConfigureAwait(false);
        }
        else
        {
            var answer = await client.PutAsync(path, paths.ApiVersion, WithEtag(mark!, old is { } o ? ActualResource.EtagOf(o) : null), cancellation).ConfigureAwait(false);
            _ = old is null && Contests(item, answer);
        }
    }

    // A saved search that is there is not replaced without an etag; where the service tells none, any is the word for it.
    private static string? EtagFor(PlanItem item, ActualResource? current) =>
        current?.Etag ?? (current is not null && item.Kind is ResourceKind.Parser or ResourceKind.HuntingQuery ? "*" : null);

    private bool Contests(PlanItem item, AzureAnswer answer) => answer.Status == 200 && (_contested[item.Key] = true);

    private static bool MarkDiffers(PlanItem item, JsonElement? old, JsonObject? mark) => item.Mark switch
    {
        // Deleting what is not there costs a request; a mark that is left behind looks like a rule that was deleted by hand.
        MarkChange.Remove => true,
        MarkChange.Write => old is not { } o || !OwnershipMark.IsSame(o, mark!),
        _ => false,
    };

    // The specification has no If-Match header: the etag is a property of the body.
    private static JsonObject WithEtag(JsonObject body, string? etag)
    {
        var copy = body.DeepClone().AsObject();
        if (etag is not null)
        {
            copy["etag"] = etag;
        }

        return copy;
    }

    private static bool IsEnabled(JsonObject? body) => body?["properties"]?["enabled"]?.GetValueKind() == JsonValueKind.True;

    private ItemResult Result(PlanItem item, Outcome outcome, string? message) => new(item, outcome, message, options.Clock.GetUtcNow());
}
