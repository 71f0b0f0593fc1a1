using System.Collections.Frozen;
using System.Text.Json;
using ContentGen.Deploy.Model;
using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Drifting;

/// <summary>
/// Actual against deployed against content. What was deployed is known by the hash in the mark, so this needs no receipt; receipts help
/// to tell what was deleted together with its mark from what was never there.
/// </summary>
internal sealed class DriftFinder(DesiredContent content, WorkspaceState state, FrozenSet<string> deployed)
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
        if (state.MarkOf(content.Project, actual.Kind, actual.Id) is not { } mark)
        {
            return new DriftItem(actual.Kind, actual.Id, actual.DisplayName, DriftState.Foreign, [], "not deployed from here");
        }

        if (actual.Hash == desired?.Hash)
        {
            return null;
        }

        var changes = desired is null ? [] : Differences.Between(desired.Canonical, actual.Canonical);
        if (actual.Hash == mark.Hash)
        {
            return new DriftItem(
                actual.Kind, actual.Id, actual.DisplayName, DriftState.Pending, changes, desired is null ? "the content no longer has it" : "the content is ahead");
        }

        if (AutoDisabled.Is(actual.Canonical))
        {
            var (rule, reason) = AutoDisabled.Undo(actual.Canonical, desired?.Canonical ?? actual.Canonical);
            return new DriftItem(
                actual.Kind, actual.Id, desired?.Name ?? actual.DisplayName, DriftState.AutoDisabled,
                desired is null ? [] : Differences.Between(desired.Canonical, rule), reason is null ? "Sentinel disabled it" : $"Sentinel disabled it: {reason.ReplaceLineEndings(" ")}");
        }

        var off = changes is [{ Path: "enabled" } only] && only.To?.GetValueKind() != JsonValueKind.True;
        return new DriftItem(actual.Kind, actual.Id, desired?.Name ?? actual.DisplayName, off ? DriftState.Disabled : DriftState.Edited, changes, null);
    }

    private DriftItem Absent(DesiredResource desired)
    {
        var was = state.MarkOf(content.Project, desired.Kind, desired.Id) is not null || deployed.Contains($"{desired.Kind}/{desired.Id}");
        return new DriftItem(
            desired.Kind, desired.Id, desired.Name, was ? DriftState.Deleted : DriftState.Pending, [], was ? "it was deployed and is gone" : "it was not deployed yet");
    }
}
