using System.Collections.Frozen;
using System.Text.Json;
using ContentGen.Deploy.Model;
using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Drifting;

/// <summary>
/// Actual against deployed against content. What was deployed is known by the hash in the mark; receipts help where the mark is gone too:
/// to tell what was deleted with it from what was never there, and what lost it from what is not ours.
/// </summary>
internal sealed class DriftFinder(DesiredContent content, WorkspaceState state, FrozenSet<string> receipts)
{
    public IEnumerable<DriftItem> Find()
    {
        var wanted = content.Resources.ToDictionary(r => (r.Kind, r.Id));
        var found = state.Resources.Select(r => Actual(r, wanted.GetValueOrDefault((r.Kind, r.Id)))).OfType<DriftItem>()
            .Concat(content.Resources.Where(r => state.Find(r.Kind, r.Id) is null).Select(Absent));
        return found.OrderBy(i => i.State).ThenBy(i => i.Name, StringComparer.Ordinal).ThenBy(i => i.Id, StringComparer.Ordinal);
    }

    private DriftItem? Actual(ActualResource actual, DesiredResource? desired)
    {
        var mark = state.MarkOf(content.Project, actual.Kind, actual.Id);
        if (mark is null && !receipts.Contains($"{actual.Kind}/{actual.Id}"))
        {
            var owner = state.MarksOn(actual.Kind, actual.Id).FirstOrDefault();
            return new DriftItem(
                actual.Kind, actual.Resource, actual.DisplayName, DriftState.Foreign, [], owner is null ? "not deployed from here" : $"not deployed from here, but from {owner.Project ?? owner.Source}");
        }

        if (mark is not null && actual.Hash == desired?.Hash)
        {
            return null;
        }

        var (there, wanted) = (actual.Canonical, desired?.Canonical);
        var changes = wanted is null ? [] : Differences.Between(wanted, there);
        if (mark is null)
        {
            return new DriftItem(actual.Kind, actual.Resource, actual.DisplayName, DriftState.Edited, changes, "it was deployed from here, and our mark is gone from it; `contentgen adopt` puts it back");
        }

        if (actual.Hash == mark.Hash)
        {
            return new DriftItem(
                actual.Kind, actual.Resource, actual.DisplayName, DriftState.Pending, changes,
                desired is null ? "the content no longer has it" : mark.MissedTables ? "deployed disabled: the service missed a table of its query" : "the content is ahead");
        }

        if (AutoDisabled.Is(there))
        {
            var (rule, reason) = AutoDisabled.Undo(there, wanted ?? there);
            return new DriftItem(
                actual.Kind, actual.Resource, desired?.Name ?? actual.DisplayName, DriftState.AutoDisabled,
                wanted is null ? [] : Differences.Between(wanted, rule), reason is null ? "Sentinel disabled it" : $"Sentinel disabled it: {reason.ReplaceLineEndings(" ")}");
        }

        var off = changes is [{ Path: "enabled" } only] && only.To?.GetValueKind() != JsonValueKind.True;
        return new DriftItem(actual.Kind, actual.Resource, desired?.Name ?? actual.DisplayName, off ? DriftState.Disabled : DriftState.Edited, changes, null);
    }

    private DriftItem Absent(DesiredResource desired)
    {
        var was = state.MarkOf(content.Project, desired.Kind, desired.Id) is not null || receipts.Contains($"{desired.Kind}/{desired.Id}");
        return new DriftItem(
            desired.Kind, desired.Resource, desired.Name, was ? DriftState.Deleted : DriftState.Pending, [], was ? "it was deployed and is gone" : "it was not deployed yet");
    }
}
