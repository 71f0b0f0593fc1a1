using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Kql;

/// <summary>Where a name stands in a query, and what that says about the type of its column.</summary>
internal sealed record ColumnUse(BoundNode Node, ColumnUse? Parent)
{
    // What the agent of classic custom logs put behind each name (documentation of the HTTP Data Collector API).
    private static readonly Dictionary<string, string> Suffixes = new(StringComparer.Ordinal)
    {
        ["_s"] = "string", ["_d"] = "real", ["_b"] = "bool", ["_t"] = "datetime", ["_g"] = "guid",
    };

    // What functions take for their columns; all others take text, or anything.
    private static readonly Dictionary<string, string> Taken = Table(
        ("datetime", "startofday startofweek startofmonth startofyear endofday endofweek endofmonth endofyear dayofweek dayofmonth dayofyear hourofday week_of_year monthofyear getmonth getyear datetime_part datetime_diff datetime_add datetime_utc_to_local datetime_local_to_utc format_datetime"),
        ("timespan", "format_timespan"),
        ("real", "sum sumif avg avgif stdev stdevif variance varianceif percentile percentiles round abs log log2 log10 sqrt floor ceiling exp sign isnan isinf isfinite"),
        ("bool", "not countif"),
        ("dynamic", "array_length array_concat array_iff array_index_of array_reverse array_rotate_left array_rotate_right array_shift_left array_shift_right array_slice array_sort_asc array_sort_desc array_split array_sum bag_keys bag_merge bag_has_key bag_remove_keys bag_unpack bag_zip zip treepath set_difference set_has_element set_intersect set_union jaccard_index dynamic_to_json"));

    // A condition is their first or their last argument.
    private static readonly HashSet<string> Conditional = ["iff", "iif"];

    public string Type() =>
        Node.Name is "TimeGenerated" ? "datetime"
        : Node.Name is { Length: > 2 } name && Suffixes.TryGetValue(name[^2..], out var type) ? type
        : FromParent() ?? "string";

    private string? FromParent()
    {
        if (Parent is not { Node: var parent })
        {
            return null;
        }

        return parent.Kind switch
        {
            "ParenthesizedExpression" => Parent.FromParent(),
            "PathExpression" or "ElementExpression" => Node.Role == "Expression" ? "dynamic" : null,
            "MvExpandExpression" or "MvApplyExpression" => "dynamic",
            "SimpleNamedExpression" => Parent.Parent?.Node.Kind is "MvExpandExpression" or "MvApplyExpression" ? "dynamic" : null,
            "MakeSeriesOnClause" => "datetime",
            "AndExpression" or "OrExpression" or "FilterOperator" => "bool",
            "BetweenExpression" or "NotBetweenExpression" => parent.Child("Right")?.Children.Select(c => Known(c.Type)).FirstOrDefault(t => t is not null),
            "ExpressionCouple" => Known(Parent.Parent?.Node.Child("Left")?.Type),
            "AddExpression" or "SubtractExpression" => Other(parent) switch { "timespan" or "datetime" => "datetime", var other => other },
            "MultiplyExpression" or "DivideExpression" or "ModuloExpression" => Other(parent) ?? "real",
            "ExpressionList" => InList(Parent),
            _ => Comparison.Of(parent) is { } comparison ? TypeOf(comparison.Left == Node ? comparison.Values[0] : comparison.Left) : null,
        };
    }

    private string? InList(ColumnUse list)
    {
        if (list.Parent is not { Node: { Kind: "FunctionCallExpression" } call } || call.Child("Name")?.Name is not { } function)
        {
            return list.Parent is { } owner && Comparison.Of(owner.Node) is { } comparison ? Known(comparison.Left.Type) : null;
        }

        var arguments = list.Node.ChildrenOf("Expressions").ToList();
        var position = arguments.IndexOf(Node);
        return function is "bin" or "bin_at" or "floor" && arguments.Count > 1 ? Known(arguments[1].Type) switch { "timespan" => "datetime", var step => step }
            : Conditional.Contains(function) ? position == 0 ? "bool" : null
            : function.EndsWith("if", StringComparison.Ordinal) && position == arguments.Count - 1 && position > 0 ? "bool"
            : Taken.GetValueOrDefault(function);
    }

    private string? Other(BoundNode operation) => Known(operation.Children.FirstOrDefault(c => c != Node && c.Type is not null)?.Type);

    // Of arithmetic with columns that nobody declared, the library knows no type: its constants tell.
    private static string? TypeOf(BoundNode value) => Known(value.Type) ?? value.Kind switch
    {
        "ParenthesizedExpression" => value.Child("Expression") is { } inner ? TypeOf(inner) : null,
        "AddExpression" or "SubtractExpression" => value.Children.Select(TypeOf).FirstOrDefault(t => t is not null),
        "MultiplyExpression" or "DivideExpression" or "ModuloExpression" => value.Children.Select(TypeOf).FirstOrDefault(t => t is not null) ?? "real",
        _ => null,
    };

    private static string? Known(BoundType? type) => type is { Kind: "scalar", Name: not ("unknown" or "dynamic") } ? type.Name : null;

    private static Dictionary<string, string> Table(params (string Type, string Functions)[] rows) =>
        rows.SelectMany(r => r.Functions.Split(' ').Select(f => (f, r.Type))).DistinctBy(r => r.f).ToDictionary(r => r.f, r => r.Type, StringComparer.Ordinal);
}
