using System.Globalization;
using System.Text.Json.Nodes;
using ContentGen.Deploy.Model;
using ContentGen.Deploy.Planning;
using ContentGen.Deploy.Service;

namespace ContentGen.Deploy.Applying;

/// <summary>
/// Applies a plan through Resource Manager: what is written goes into template deployments of at most 50 items, what is deleted is deleted
/// as ever. A deployment is not atomic: when it fails, some of its items may have been written, and the next plan tells which.
/// </summary>
internal sealed class TemplateDeployment(AzureClient client, ResourcePaths paths, ItemWriter writer, Verification verification, Journal journal, TimeProvider clock)
{
    private const int ItemsInTemplate = 50;
    private const string ApiVersion = "2025-04-01";

    public async Task<Applied> ApplyAsync(Plan plan, Action<ItemResult> progress, CancellationToken cancellation)
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

        var hash = PlanFile.HashOf(plan)[..12];
        foreach (var (chunk, index) in ready.OrderBy(i => i.Kind).Chunk(ItemsInTemplate).Select((c, i) => (c, i)))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"contentgen-{hash}-{index + 1}");
            var error = await DeployAsync(name, chunk, cancellation).ConfigureAwait(false);
            foreach (var item in chunk)
            {
                Add(new ItemResult(item, error is null ? Outcome.Done : Outcome.Failed, error is null ? null : $"in the deployment {name}: {error}", clock.GetUtcNow()));
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

    // What went wrong, or null.
    private async Task<string?> DeployAsync(string name, PlanItem[] items, CancellationToken cancellation)
    {
        var body = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["mode"] = "Incremental",
                ["template"] = PlanTemplate.Create(items, paths.ApiVersion),
                ["parameters"] = new JsonObject { ["workspace"] = new JsonObject { ["value"] = paths.Workspace.WorkspaceName } },
            },
        };
        try
        {
            _ = await client.PutAsync($"{paths.Workspace.ResourceGroupId}/providers/Microsoft.Resources/deployments/{name}", ApiVersion, body, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (AzureException e)
        {
            return e.Line;
        }
    }
}
