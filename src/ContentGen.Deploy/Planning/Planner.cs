using System.Collections.Immutable;
using System.Text.Json;
using ContentGen.Core.Content;
using ContentGen.Deploy.Model;

namespace ContentGen.Deploy.Planning;

/// <summary>
/// Desired against actual. Only what carries the project's mark is changed or deleted; an unmarked resource that is already what the
/// content wants gets the mark, any other is left alone and listed.
/// </summary>
internal sealed class Planner(PlanRequest request, WorkspaceState state)
{
    private readonly ResourcePaths _paths = new(request.Workspace, request.ApiVersion);

    public Plan Create()
    {
        var wanted = request.Content.Resources.Select(r => (r.Kind, r.Id)).ToHashSet();
        var items = request.Content.Resources.Select(Wanted).OfType<PlanItem>()
            .Concat(state.Resources.Where(r => !wanted.Contains((r.Kind, r.Id))).Select(Unwanted).OfType<PlanItem>())
            .Concat(Remains(wanted));
        return new Plan
        {
            Workspace = request.Workspace.Name,
            WorkspaceId = request.Workspace.Id,
            Endpoint = request.Workspace.Endpoint.GetLeftPart(UriPartial.Authority),
            ApiVersion = request.ApiVersion,
            Project = request.Content.Project,
            Created = request.Now,
            Commit = request.Content.Commit,
            ManifestHash = request.Content.ManifestHash,
            DisablesOnMissingTables = request.MissingTables == MissingTablesPolicy.Disable,
            Items = [.. items.OrderBy(i => i.Kind).ThenBy(i => i.Name, StringComparer.Ordinal).ThenBy(i => i.Id, StringComparer.Ordinal)],
            Notes = state.Notes,
        };
    }

    private PlanItem? Wanted(DesiredResource desired)
    {
        var actual = state.Find(desired.Kind, desired.Id);
        var missing = state.Tables is { } tables ? desired.Tables.Where(t => !tables.Contains(t)).ToList() : [];
        var lacks = missing.Count == 0 ? null : $"the workspace has no table {string.Join(", ", missing)}";
        if (lacks is not null && request.MissingTables == MissingTablesPolicy.Disable)
        {
            (desired, lacks) = (desired.Disabled(), $"deployed disabled: {lacks}");
        }
        else if (lacks is not null && actual?.Hash != desired.Hash)
        {
            return Item(desired, PlanAction.Blocked) with { Reason = lacks, ActualHash = actual?.Hash };
        }

        var mark = state.MarkOf(request.Content.Project, desired.Kind, desired.Id);
        if (actual is null)
        {
            var deferred = request.Deferred.Contains($"{desired.Kind}/{desired.Id}");
            return Writing(desired, deferred ? PlanAction.Defer : PlanAction.Create, null) with
            {
                Reason = deferred ? "the service lately refused this id: a rule that had it was deleted within the last day or so"
                    : mark is not null ? Join("it was deleted in the workspace", lacks)
                    : lacks,
            };
        }

        return mark is null ? Unmarked(desired, actual) : Marked(desired, actual, mark, lacks);
    }

    private PlanItem Unmarked(DesiredResource desired, ActualResource actual)
    {
        if (desired.Kind == ResourceKind.Watchlist && actual.Canonical.WithRows(null).Hash == desired.Canonical.WithRows(null).Hash && !state.MarksOn(desired.Kind, desired.Id).Any())
        {
            // What a deployment of ours leaves behind that was interrupted before the mark: nobody can tell its rows.
            return Writing(desired, PlanAction.Create, actual) with { Reason = "it is there as the content has it, but for rows that are not known; it is written again" };
        }

        var item = Item(desired, PlanAction.Blocked) with { ActualHash = actual.Hash, Changes = Differences.Between(actual.Canonical, desired.Canonical) };
        if (state.MarksOn(desired.Kind, desired.Id).FirstOrDefault() is { } other)
        {
            return item with { Reason = $"a resource of this id is there and belongs to somebody else ({other.Project ?? other.Source}); `contentgen adopt` takes it over" };
        }

        return actual.Hash != desired.Hash
            ? item with { Reason = "a resource of this id is there and was not deployed from here; `contentgen adopt` takes it over" }
            : item with { Action = PlanAction.Adopt, Reason = "it is there as the content has it; only the mark is missing", Mark = MarkChange.Write, MarkBody = Mark(desired) };
    }

    private PlanItem? Marked(DesiredResource desired, ActualResource actual, OwnershipMark mark, string? lacks)
    {
        if (actual.Hash == desired.Hash)
        {
            return mark.Hash == desired.Hash ? null : Item(desired, PlanAction.Adopt) with
            {
                ActualHash = actual.Hash, Reason = "it is there as the content has it; the mark is out of date", Mark = MarkChange.Write, MarkBody = Mark(desired),
            };
        }

        var (there, wanted) = (actual.Canonical, desired.Canonical);
        if (there.Kind != wanted.Kind)
        {
            return Item(desired, PlanAction.Blocked) with
            {
                ActualHash = actual.Hash, Reason = $"it is a {there.Kind} rule there and cannot become {wanted.Kind}; give the rule a new id",
            };
        }

        var missed = mark.MissedTables && request.MissingTables == MissingTablesPolicy.Disable && actual.Hash == desired.Disabled().Hash;
        if (missed && !(state.Tables is { } tables && desired.Mentioned.All(tables.Contains)))
        {
            return Item(desired, PlanAction.Keep) with { ActualHash = actual.Hash, Reason = "deployed disabled: the service missed a table of its query" };
        }

        if (AutoDisabled.Is(there))
        {
            var (rule, why) = AutoDisabled.Undo(there, wanted);
            var beside = Differences.Between(rule, wanted);
            var auto = why is null ? "Sentinel disabled it" : $"Sentinel disabled it: {why.ReplaceLineEndings(" ")}";
            return Writing(desired, beside.IsEmpty ? PlanAction.Update : ActionOf(beside), actual) with
            {
                Changes = beside.IsEmpty ? Differences.Between(there, wanted) : beside, Reason = Join(auto, lacks),
            };
        }

        var changes = Differences.Between(there, wanted);
        return Writing(desired, ActionOf(changes), actual) with
        {
            Changes = changes, Reason = Join(
                mark.Hash != actual.Hash ? "it was edited in the workspace; this takes the edit back"
                : missed ? "the service missed a table of its query; the workspace names all of them, so it is tried again"
                : null,
                lacks),
        };
    }

    private PlanItem? Unwanted(ActualResource actual)
    {
        var item = new PlanItem { Kind = actual.Kind, Id = actual.Id, Resource = Written(actual.Resource, actual.Id), Name = actual.DisplayName, Action = PlanAction.Keep, ActualHash = actual.Hash };
        if (state.MarkOf(request.Content.Project, actual.Kind, actual.Id) is not { } mark)
        {
            return item with { Reason = "not managed from here" };
        }

        switch (request.Prune)
        {
            case PrunePolicy.Delete:
                return item with { Action = PlanAction.Delete, Mark = MarkChange.Remove, Reason = "the content no longer has it" };
            case PrunePolicy.Disable when actual is { Kind: ResourceKind.AnalyticsRule, IsEnabled: true }:
                var body = DesiredResource.Disable(actual.Body());
                var disabled = DesiredResource.Canonicalize(actual.Kind, body);
                return item with
                {
                    Action = PlanAction.Disable,
                    Changes = Differences.Between(actual.Canonical, disabled),
                    Body = body,
                    Mark = MarkChange.Write,
                    MarkBody = OwnershipMark.WithForm(ActualResource.BodyOf(mark.Raw), disabled),
                    Reason = "the content no longer has it",
                };
            default:
                return item with { Reason = "ours; the content no longer has it" };
        }
    }

    // Marks of ours on resources that neither the workspace nor the content has any more.
    private IEnumerable<PlanItem> Remains(HashSet<(ResourceKind Kind, string Id)> wanted) => request.Prune != PrunePolicy.Delete
        ? []
        : state.Marks.Where(m => m.IsOf(request.Content.Project) && !wanted.Contains((m.Kind, m.Resource)) && state.Find(m.Kind, m.Resource) is null)
            .Select(m => new PlanItem
            {
                Kind = m.Kind, Id = m.Resource, Name = m.Resource, Action = PlanAction.Delete, Mark = MarkChange.Remove, Reason = "only its mark is left",
            });

    private PlanItem Writing(DesiredResource desired, PlanAction action, ActualResource? actual) =>
        Item(desired, action) with { Resource = Written(actual?.Resource ?? desired.Resource, desired.Id), ActualHash = actual?.Hash, Body = desired.Body, Mark = MarkChange.Write, MarkBody = Mark(desired) };

    private System.Text.Json.Nodes.JsonObject Mark(DesiredResource d) =>
        OwnershipMark.Body(d.Kind, d.Id, _paths.Item(d.Kind, d.Resource), d.Version, request.Content.Project, d.Canonical);

    private static PlanItem Item(DesiredResource desired, PlanAction action) =>
        new() { Kind = desired.Kind, Id = desired.Id, Resource = Written(desired.Resource, desired.Id), Name = desired.Name, Action = action };

    internal static string? Written(string resource, string id) => resource == id ? null : resource;

    private static PlanAction ActionOf(ImmutableArray<PropertyChange> changes) => changes is [{ Path: "enabled" } only]
        ? only.To?.GetValueKind() == JsonValueKind.True ? PlanAction.Enable : PlanAction.Disable
        : PlanAction.Update;

    private static string? Join(string? first, string? second) => (first, second) switch
    {
        (null, _) => second,
        (_, null) => first,
        _ => $"{first}; {second}",
    };
}
