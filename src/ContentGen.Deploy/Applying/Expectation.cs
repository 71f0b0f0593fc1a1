using System.Text.Json;
using System.Text.Json.Nodes;
using ContentGen.Deploy.Model;
using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Applying;

/// <summary>What the workspace has to look like after an item was written.</summary>
/// <param name="Item">The item.</param>
/// <param name="Form">The canonical form of the resource; null: there is none, or it was not the item's business.</param>
/// <param name="Mark">Our mark; null: there is none, or it was not the item's business.</param>
internal sealed record Expectation(PlanItem Item, CanonicalResource? Form, JsonObject? Mark)
{
    public static Expectation Of(ItemResult result)
    {
        var (item, mark) = (result.Item, result.Item.MarkBody);
        var body = result.Outcome == Outcome.DoneDisabled ? DesiredResource.Disable(item.Body!) : item.Body;
        var form = body is null ? null : DesiredResource.Canonicalize(item.Kind, body);
        return new Expectation(item, form, mark is null || result.Outcome != Outcome.DoneDisabled ? mark : OwnershipMark.WithForm(mark, form!, missedTables: true));
    }

    public bool Holds(ActualResource? actual) => Item.Action == PlanAction.Delete ? actual is null : Form is null || actual?.Hash == Form.Hash;

    public bool Holds(JsonElement? mark) => Item.Mark switch
    {
        MarkChange.Write => mark is { } m && OwnershipMark.IsSame(m, Mark!),
        MarkChange.Remove => mark is null,
        _ => true,
    };
}
