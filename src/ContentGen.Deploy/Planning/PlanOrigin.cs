using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentGen.Core.Content;
using ContentGen.Deploy.Model;

namespace ContentGen.Deploy.Planning;

/// <summary>
/// Whether a plan that nobody signed is one that the content at hand could have led to: everything that it would write must be what the
/// content wants, everything that it would take away must be what the content lacks and the workspace's policy lets go. Whether a
/// resource is ours at all, and still as the plan has it, is looked at again when it is written.
/// </summary>
internal sealed class PlanOrigin(Plan plan, PlanRequest request)
{
    private readonly Dictionary<(ResourceKind, string), DesiredResource> _wanted = request.Content.Resources.ToDictionary(r => (r.Kind, r.Id));
    private readonly ResourcePaths _paths = new(request.Workspace, request.ApiVersion);

    /// <summary>Null: it is. Else one sentence on what is not.</summary>
    public string? Fault()
    {
        if (plan.Project != request.Content.Project || plan.ManifestHash != request.Content.ManifestHash)
        {
            return "it is not signed with a key of ours, and the content here is not what it says it was made from; plan again";
        }

        if (plan.ApiVersion != request.ApiVersion || plan.Undoes is not null || plan.DisablesOnMissingTables != (request.MissingTables == MissingTablesPolicy.Disable))
        {
            return "it is not signed with a key of ours, and its settings are not those of the workspace's file; plan again";
        }

        return plan.Items.FirstOrDefault(i => i.IsWork && !Follows(i)) is { } odd
            ? $"it is not signed with a key of ours, and what it does with {odd.Key} does not follow from the content"
            : null;
    }

    private bool Follows(PlanItem item)
    {
        var wanted = _wanted.GetValueOrDefault((item.Kind, item.Id));
        return item.Action switch
        {
            PlanAction.Delete => wanted is null && request.Prune == PrunePolicy.Delete && item is { Body: null, Mark: MarkChange.Remove },
            PlanAction.Adopt => wanted is not null && item.Body is null && item.ActualHash is { } hash && Variants(wanted).Any(v => v.Hash == hash && IsMarkOf(v, item)),
            PlanAction.Disable when wanted is null => request.Prune == PrunePolicy.Disable && IsSwitchedOff(item),
            _ => wanted is not null && Variants(wanted).Any(v => JsonNode.DeepEquals(v.Body, item.Body) && IsMarkOf(v, item)),
        };
    }

    private ImmutableArray<DesiredResource> Variants(DesiredResource wanted) =>
        request.MissingTables == MissingTablesPolicy.Disable && wanted.Kind == ResourceKind.AnalyticsRule ? [wanted, wanted.Disabled()] : [wanted];

    private bool IsMarkOf(DesiredResource wanted, PlanItem item) => item.Mark == MarkChange.Write
        && JsonNode.DeepEquals(item.MarkBody, OwnershipMark.Body(wanted.Kind, wanted.Id, _paths.Item(wanted.Kind, wanted.Resource), wanted.Version, plan.Project, wanted.Canonical));

    // The rule that is there, switched off: switched on it must be the one that the plan says it found.
    private bool IsSwitchedOff(PlanItem item)
    {
        if (item.Body?["properties"] is not JsonObject properties || properties["enabled"]?.GetValueKind() != JsonValueKind.False || item is not { Mark: MarkChange.Write, MarkBody: { } mark })
        {
            return false;
        }

        var on = item.Body.DeepClone().AsObject();
        on["properties"]!["enabled"] = true;
        using var json = JsonDocument.Parse(mark.ToJsonString());
        return DesiredResource.Canonicalize(item.Kind, on).Hash == item.ActualHash
            && OwnershipMark.Read(json.RootElement) is { } read
            && read.IsOf(plan.Project) && read.Kind == item.Kind && read.Resource == item.Id && read.Hash == DesiredResource.Canonicalize(item.Kind, item.Body).Hash;
    }
}
