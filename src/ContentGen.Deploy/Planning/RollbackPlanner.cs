using System.Text.Json;
using System.Text.Json.Nodes;
using ContentGen.Deploy.Applying;
using ContentGen.Deploy.Model;
using ContentGen.Deploy.Service;

namespace ContentGen.Deploy.Planning;

/// <summary>A journal to the plan that undoes it: every item that was written gets back what was there, unless somebody changed it since.</summary>
internal sealed class RollbackPlanner(WorkspaceAddress workspace, JournalRecord record, WorkspaceState state, DateTimeOffset now)
{
    public Plan Create() => record.Plan with
    {
        Workspace = workspace.Name,
        Created = now,
        ManifestHash = null,
        Undoes = PlanFile.HashOf(record.Plan),
        DisablesOnMissingTables = false,
        Items = [.. record.Plan.Items.Where(i => record.Before.ContainsKey(i.Key)).Select(i => Undo(i, record.Before[i.Key])).OfType<PlanItem>()],
        Notes = [],
    };

    private PlanItem? Undo(PlanItem item, JournalImage before)
    {
        var old = before.Resource is { } raw ? ActualResource.Read(item.Kind, raw) : null;
        var current = state.Find(item.Kind, item.Id);
        var back = new PlanItem
        {
            Kind = item.Kind,
            Id = item.Id,
            Resource = item.Resource,
            Name = old?.DisplayName ?? item.Name,
            Action = PlanAction.Adopt,
            ActualHash = current?.Hash,
            Mark = before.Mark is null ? MarkChange.Remove : MarkChange.Write,
            MarkBody = before.Mark is { } mark ? MarkBody(mark) : null,
        };
        if (current?.Hash == old?.Hash && !(old is not null && !record.Outcomes.ContainsKey(item.Key) && IsThereButForRows(item, current)))
        {
            return SameMark(item, before.Mark) ? null : back with { Reason = "only the mark is put back" };
        }

        if (!IsOurs(item, current))
        {
            return back with
            {
                Action = PlanAction.Blocked, Mark = MarkChange.None, MarkBody = null,
                Reason = current is null ? "it was deleted since" : "it was changed since by somebody else",
            };
        }

        if (old is { Kind: ResourceKind.Watchlist, Canonical.RowsHash: null })
        {
            return back with { Action = PlanAction.Blocked, Mark = MarkChange.None, MarkBody = null, Reason = "the rows that it had were not to be had when it was written" };
        }

        if (old is null)
        {
            return back with { Action = PlanAction.Delete, Reason = "the deployment created it" };
        }

        return current is null
            ? back with { Action = PlanAction.Create, Body = old.Body(), Reason = "the deployment deleted it" }
            : back with { Action = PlanAction.Update, Body = old.Body(), Changes = Differences.Between(current.Canonical, old.Canonical), Reason = "the deployment changed it" };
    }

    // The rows of a watchlist are written before the mark that tells of them: which of both it has, nobody knows.
    private static bool IsThereButForRows(PlanItem item, ActualResource? current) => item is { Kind: ResourceKind.Watchlist, Body: { } body } && current is not null
        && current.Canonical.WithRows(null).Hash == DesiredResource.Canonicalize(item.Kind, body).WithRows(null).Hash;

    // What the deployment wrote, or the same switched off because a table was missing.
    private static bool IsOurs(PlanItem item, ActualResource? current)
    {
        if (item.Action == PlanAction.Delete || item.Body is null)
        {
            return current is null;
        }

        return current is not null
            && (IsThereButForRows(item, current) || current.Hash == DesiredResource.Canonicalize(item.Kind, item.Body).Hash
                || (item.Kind == ResourceKind.AnalyticsRule && current.Hash == DesiredResource.Canonicalize(item.Kind, DesiredResource.Disable(item.Body)).Hash));
    }

    private bool SameMark(PlanItem item, JsonElement? before)
    {
        var name = ResourcePaths.MarkName(item.Kind, item.Id);
        var current = state.MarksOn(item.Kind, item.Id).FirstOrDefault(m => string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase));
        return before is { } b ? current is not null && JsonNode.DeepEquals(MarkBody(b), MarkBody(current.Raw)) : current is null;
    }

    private static JsonObject MarkBody(JsonElement mark) => ActualResource.BodyOf(mark);
}
