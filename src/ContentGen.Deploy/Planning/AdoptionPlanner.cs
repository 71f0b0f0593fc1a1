using ContentGen.Deploy.Model;
using ContentGen.Deploy.Service;

namespace ContentGen.Deploy.Planning;

/// <summary>Puts our mark on resources as they are, so that the next plan may change them to what the content wants.</summary>
internal sealed class AdoptionPlanner(WorkspaceAddress workspace, ResourcePaths paths, DesiredContent content, WorkspaceState state, DateTimeOffset now)
{
    /// <param name="ids">Which resources; none: all that the content has and that are there without our mark.</param>
    public Plan Create(IReadOnlyCollection<string> ids)
    {
        var wanted = content.Resources.ToDictionary(r => (r.Kind, r.Id));
        var chosen = ids.Select(i => i.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        var items = state.Resources
            .Where(r => chosen.Count == 0 ? wanted.ContainsKey((r.Kind, r.Id)) : chosen.Contains(r.Id))
            .Where(r => state.MarkOf(content.Project, r.Kind, r.Id) is null)
            .Select(r => Item(r, wanted.GetValueOrDefault((r.Kind, r.Id))));
        return new Plan
        {
            Workspace = workspace.Name,
            WorkspaceId = workspace.Id,
            Endpoint = workspace.Endpoint.GetLeftPart(UriPartial.Authority),
            ApiVersion = paths.ApiVersion,
            Project = content.Project,
            Created = now,
            Commit = content.Commit,
            Items = [.. items],
            Notes = [.. chosen.Where(id => !state.Resources.Any(r => r.Id == id)).Order(StringComparer.Ordinal).Select(id => $"there is nothing of the id {id} in the workspace")],
        };
    }

    private PlanItem Item(ActualResource actual, DesiredResource? desired) => new()
    {
        Kind = actual.Kind,
        Id = actual.Id,
        Resource = Planner.Written(actual.Resource, actual.Id),
        Name = actual.DisplayName,
        Action = PlanAction.Adopt,
        ActualHash = actual.Hash,
        Changes = desired is null ? [] : Differences.Between(actual.Canonical, desired.Canonical),
        Reason = desired is null ? "the content does not have it: the next plan prunes it by the policy of the workspace"
            : desired.Hash == actual.Hash ? "it is as the content has it"
            : "it is taken over as it is; the next plan changes it to what the content has",
        Mark = MarkChange.Write,
        MarkBody = OwnershipMark.Body(actual.Kind, actual.Id, paths.Item(actual.Kind, actual.Resource), desired?.Version, content.Project, actual.Canonical),
    };
}
