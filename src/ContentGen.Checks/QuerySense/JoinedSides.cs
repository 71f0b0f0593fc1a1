using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.QuerySense;

/// <summary>
/// Which sides of a join may be filtered before it as well as behind it (KQL reference, join: which rows each kind keeps). With innerunique
/// any one left row of a key is kept, so a filter before it gives one of the results that there may be anyway.
/// </summary>
internal sealed record JoinedSides(bool IsLeftFree, bool IsRightFree)
{
    /// <summary>Null for an operator that joins nothing.</summary>
    public static JoinedSides? Of(BoundNode step) => step.Kind switch
    {
        "JoinOperator" => KindOf(step) switch
        {
            null or "inner" or "innerunique" => new JoinedSides(true, true),
            "leftouter" or "leftsemi" or "leftanti" or "anti" or "leftantisemi" => new JoinedSides(true, false),
            "rightouter" or "rightsemi" or "rightanti" or "rightantisemi" => new JoinedSides(false, true),
            _ => new JoinedSides(false, false),
        },
        "LookupOperator" => new JoinedSides(true, KindOf(step) == "inner"),
        _ => null,
    };

    /// <summary>The kind as written; null where none is.</summary>
    public static string? KindOf(BoundNode join) =>
        join.ChildrenOf("Parameters").FirstOrDefault(p => p.Child("Name")?.Name == "kind")?.Child("Expression")?.Constant;
}
