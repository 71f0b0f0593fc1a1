using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ContentGen.Deploy.Model;

namespace ContentGen.Deploy.Planning;

/// <summary>One resource of a plan: what is done with it, why, and what it must look like before.</summary>
public sealed record PlanItem
{
    public required ResourceKind Kind { get; init; }

    /// <summary>Its name in lower case: Azure's names know no case.</summary>
    public required string Id { get; init; }

    /// <summary>Its name as the workspace or the content writes it, where that is another.</summary>
    public string? Resource { get; init; }

    /// <summary>What requests call it.</summary>
    public string Address => Resource ?? Id;

    public required string Name { get; init; }

    public required PlanAction Action { get; init; }

    public ImmutableArray<PropertyChange> Changes { get; init; } = [];

    /// <summary>One sentence for a person, where the action does not say it all.</summary>
    public string? Reason { get; init; }

    /// <summary>The canonical hash of the resource that the plan was made for; null: there was none.</summary>
    public string? ActualHash { get; init; }

    /// <summary>What is written; null: the resource is deleted or left as it is.</summary>
    public JsonObject? Body { get; init; }

    public MarkChange Mark { get; init; }

    /// <summary>The mark that is written.</summary>
    public JsonObject? MarkBody { get; init; }

    /// <summary>True when applying the plan would send something.</summary>
    public bool IsWork => Action is not (PlanAction.Keep or PlanAction.Blocked);

    /// <summary>How journals and receipts name it.</summary>
    public string Key => $"{Kind}/{Id}";
}
