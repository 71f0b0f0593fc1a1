using ContentGen.Deploy.Model;
using ContentGen.Deploy.Planning;
using ContentGen.Deploy.Service;

namespace ContentGen.Deploy.Applying;

/// <summary>
/// Applies a plan through Resource Manager: what is written goes into template deployments or into a stack, what is deleted is deleted as
/// ever. A deployment is not atomic: when it fails, another look tells which of its items were written.
/// </summary>
internal sealed class TemplateDeployment(AzureClient client, ResourcePaths paths, ItemWriter writer, Verification verification, Journal journal, TimeProvider clock)
{
    /// <param name="plan">What is done.</param>
    /// <param name="stack">Null: by templates. Else by a stack, which gets all of this content that is in the workspace.</param>
    /// <param name="progress">Told of every item.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<Applied> ApplyAsync(Plan plan, DesiredContent? stack, Action<ItemResult> progress, CancellationToken cancellation)
    {
        var results = plan.Items.Where(i => !i.IsWork).ToDictionary(
            i => i.Key, i => new ItemResult(i, i.Action == PlanAction.Blocked ? Outcome.Blocked : Outcome.Kept, i.Reason, clock.GetUtcNow()), StringComparer.Ordinal);
        var ready = new List<PlanItem>();
        foreach (var item in plan.Items.Where(i => i.IsWork && i.Action != PlanAction.Delete))
        {
            if (await writer.PrepareAsync(item, plan, cancellation).ConfigureAwait(false) is { } refused)
            {
                Add(refused);
            }
            else
            {
                ready.Add(item);
            }
        }

        foreach (var request in await RequestsAsync(plan, stack, ready, cancellation).ConfigureAwait(false))
        {
            foreach (var result in await SendAsync(request, cancellation).ConfigureAwait(false))
            {
                Add(result);
            }
        }

        foreach (var item in plan.Items.Where(i => i.Action == PlanAction.Delete))
        {
            Add(await writer.WriteAsync(item, plan, cancellation).ConfigureAwait(false));
        }

        var applied = await verification.VerifyAsync([.. plan.Items.Select(i => results[i.Key])], progress, cancellation).ConfigureAwait(false);
        journal.End(clock.GetUtcNow());
        return applied;

        void Add(ItemResult result)
        {
            journal.After(result);
            results[result.Item.Key] = result;
            progress(result);
        }
    }

    private async Task<IEnumerable<ArmRequest>> RequestsAsync(Plan plan, DesiredContent? stack, List<PlanItem> ready, CancellationToken cancellation)
    {
        if (stack is null)
        {
            return ready.Count == 0 ? [] : ArmRequest.Templates(ready, paths, PlanFile.HashOf(plan));
        }

        var planned = plan.Items.Select(i => i.Key).ToHashSet(StringComparer.Ordinal);
        var others = stack.Resources.Where(r => !planned.Contains($"{r.Kind}/{r.Id}")).ToList();
        var unchanged = await verification.AsWantedAsync(others, stack.Project, cancellation).ConfigureAwait(false);
        // A mark that is brought up to date belongs to a resource that is as the content has it.
        var bodies = stack.Resources.ToDictionary(r => $"{r.Kind}/{r.Id}", r => r.Body, StringComparer.Ordinal);
        var items = ready.Select(i => i.Body is null && bodies.TryGetValue(i.Key, out var body) ? i with { Body = body } : i).ToList();
        var request = ArmRequest.Stack(items, unchanged.Select(Unchanged), paths, plan.Project);
        // With nothing to write a stack that is there already has nothing to learn.
        return plan.HasWork || await client.GetAsync(request.Path, request.ApiVersion, cancellation).ConfigureAwait(false) is null ? [request] : [];

        PlanItem Unchanged(DesiredResource r) => new()
        {
            Kind = r.Kind, Id = r.Id, Resource = r.Resource, Name = r.Name, Action = PlanAction.Keep, Body = r.Body, Mark = MarkChange.Write,
            MarkBody = OwnershipMark.Body(r.Kind, r.Id, paths.Item(r.Kind, r.Resource), r.Version, stack.Project, r.Canonical),
        };
    }

    private async Task<IEnumerable<ItemResult>> SendAsync(ArmRequest request, CancellationToken cancellation)
    {
        var error = request.TooLarge;
        if (error is null)
        {
            try
            {
                _ = await client.PutAsync(request.Path, request.ApiVersion, request.Body, cancellation).ConfigureAwait(false);
                return request.Items.Select(i => new ItemResult(i, Outcome.Done, null, clock.GetUtcNow()));
            }
            catch (AzureException e)
            {
                error = e.Line;
            }
        }

        var written = await verification.WhichHoldAsync(request.Items, cancellation).ConfigureAwait(false);
        return request.Items.Select(i => new ItemResult(
            i, written.Contains(i.Key) ? Outcome.Done : Outcome.Failed, written.Contains(i.Key) ? null : $"in {request.Name}: {error}", clock.GetUtcNow()));
    }
}
