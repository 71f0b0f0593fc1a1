using System.Collections.Immutable;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Facts;

/// <summary>Under which names a row carries the time of its record, from the source through the operators.</summary>
internal static class RecordTime
{
    private static readonly ImmutableHashSet<string> None = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>
    /// TimeGenerated, which Sentinel compares with the rule's period; in Defender's tables Timestamp holds the same (documentation of the
    /// advanced hunting tables in Log Analytics). Rows of unknown functions (ASIM) carry TimeGenerated where they say so.
    /// </summary>
    public static ImmutableHashSet<string> NamesOf(RowSource source)
    {
        if (source.IsWildcard)
        {
            return None.Add("TimeGenerated").Add("Timestamp");
        }

        if (source.Node.Type is not { IsTable: true } type || (source.Table is null && source.Function is null) || source.Function == "_GetWatchlist")
        {
            return None;
        }

        var columns = type.Columns.Where(c => c.Type?.Name == "datetime").Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var names = None;
        names = columns.Contains("TimeGenerated") ? names.Add("TimeGenerated") : names;
        return columns.Contains("Timestamp") && (names.IsEmpty || type.Columns.Any(c => c.Name is "ReportId" or "DeviceId" or "AlertId" or "NetworkMessageId"))
            ? names.Add("Timestamp")
            : names;
    }

    public static ImmutableHashSet<string> After(FlowStep step, ImmutableHashSet<string> names)
    {
        var op = step.Operator;
        switch (op.Kind)
        {
            case "FilterOperator" or "SortOperator" or "TakeOperator" or "TopOperator" or "SampleOperator" or "SerializeOperator" or "ParseOperator"
                or "ParseWhereOperator" or "MvExpandOperator" or "ProjectReorderOperator" or "AsOperator" or "UnionOperator" or "LookupOperator" or "JoinOperator" or "MvApplyOperator":
                return names;
            case "ExtendOperator":
                return Named(op, names, names);
            case "ProjectOperator" or "DistinctOperator":
                return Named(op, names, None);
            case "ProjectRenameOperator":
                return Named(op, names, names.Except(op.Descendants().Where(n => n.Kind == "NameReference").Select(n => n.Name).OfType<string>()));
            case "ProjectAwayOperator" or "ProjectKeepOperator":
                return [.. names.Where(n => op.Type?.Columns.Any(c => c.Name == n) == true)];
            case "EvaluateOperator" or "InvokeOperator":
                return [.. names.Where(n => op.Type?.Columns.Any(c => c.Name == n) == true)];
            default:
                // Rows of an aggregate are no records any more.
                return None;
        }
    }

    // A = B keeps the record's time under A when B has it; A = anything else ends it.
    private static ImmutableHashSet<string> Named(BoundNode op, ImmutableHashSet<string> before, ImmutableHashSet<string> after)
    {
        foreach (var item in op.ChildrenOf("Expressions"))
        {
            if (item.Kind == "NameReference" && item.Name is { } kept && before.Contains(kept))
            {
                after = after.Add(kept);
            }
            else if (item.Kind == "SimpleNamedExpression" && item.Child("Name")?.Name is { } name)
            {
                after = item.Child("Expression") is { Kind: "NameReference", Name: { } from } && before.Contains(from) ? after.Add(name) : after.Remove(name);
            }
        }

        return after;
    }
}
