using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Closing;

/// <summary>What a use of a column says about its type.</summary>
internal static class ColumnUse
{
    private static readonly HashSet<string> Texts =
    [
        "tolower", "toupper", "split", "extract", "extract_all", "extractjson", "extract_json", "replace", "replace_string", "replace_strings", "replace_regex", "trim", "trim_start", "trim_end", "strlen",
        "substring", "indexof", "parse_url", "parse_urlquery", "parse_path", "parse_json", "todynamic", "parsejson", "parse_xml", "parse_csv", "parse_command_line", "parse_ipv4", "parse_ipv6", "ipv4_is_private",
        "ipv4_is_match", "ipv4_is_in_range", "ipv4_is_in_any_range", "ipv4_compare", "ipv6_is_match", "has_ipv4", "has_any_ipv4", "base64_decode_tostring", "base64_encode_tostring", "url_decode", "url_encode",
        "countof", "reverse", "isempty", "isnotempty", "string_size", "toguid", "todatetime", "geo_info_from_ip_address",
    ];

    private static readonly HashSet<string> Times =
    [
        "startofday", "startofweek", "startofmonth", "startofyear", "endofday", "endofweek", "endofmonth", "endofyear", "datetime_add", "datetime_part", "datetime_diff", "format_datetime", "dayofweek",
        "dayofmonth", "dayofyear", "hourofday", "getmonth", "getyear", "monthofyear", "weekofyear", "week_of_year", "datetime_utc_to_local", "datetime_local_to_utc",
    ];

    private static readonly HashSet<string> Numbers =
    [
        "sum", "sumif", "avg", "avgif", "stdev", "variance", "percentile", "round", "abs", "exp", "log", "log10", "log2", "pow", "sqrt", "unixtime_seconds_todatetime", "unixtime_milliseconds_todatetime",
        "unixtime_microseconds_todatetime", "unixtime_nanoseconds_todatetime", "format_bytes", "tohex", "format_ipv4",
    ];

    private static readonly string[] Dynamics = ["array_", "bag_", "set_", "strcat_array", "treepath"];

    /// <summary>
    /// The type that a column has by its name: every table of Log Analytics has a TimeGenerated, columns of custom logs end in their type,
    /// and so do the times that all ASIM schemas share (https://learn.microsoft.com/azure/sentinel/normalization-common-fields).
    /// </summary>
    public static ScalarType? ByName(string name) => name switch
    {
        "TimeGenerated" or "Timestamp" or "LastUpdatedTimeUTC" or "EventStartTime" or "EventEndTime" => ScalarType.DateTime,
        _ when name.EndsWith("_s", StringComparison.Ordinal) => ScalarType.String,
        _ when name.EndsWith("_d", StringComparison.Ordinal) => ScalarType.Real,
        _ when name.EndsWith("_b", StringComparison.Ordinal) => ScalarType.Bool,
        _ when name.EndsWith("_g", StringComparison.Ordinal) => ScalarType.String,
        _ when name.EndsWith("_t", StringComparison.Ordinal) => ScalarType.DateTime,
        _ => null,
    };

    /// <summary>Null where the use says nothing.</summary>
    public static ScalarType? Of(TreePlace place)
    {
        if (place.Above is not { Node: var above } parent)
        {
            return null;
        }

        return above.Kind switch
        {
            "EqualExpression" or "NotEqualExpression" or "LessThanExpression" or "LessThanOrEqualExpression" or "GreaterThanExpression" or "GreaterThanOrEqualExpression" => Other(above, place.Node),
            "AddExpression" or "SubtractExpression" => Other(above, place.Node) is ScalarType.TimeSpan ? ScalarType.DateTime : Other(above, place.Node),
            "MultiplyExpression" or "DivideExpression" or "ModuloExpression" => Other(above, place.Node) is { } other && other.IsNumber() ? other : null,
            "BetweenExpression" or "NotBetweenExpression" or "InExpression" or "NotInExpression" => above.Child("Left") == place.Node ? above.Child("Right")?.Children.Select(Known).FirstOrDefault(t => t is not null) : null,
            "PathExpression" or "ElementExpression" => above.Child("Expression") == place.Node ? ScalarType.Dynamic : null,
            "MvExpandExpression" or "MvApplyExpression" => ScalarType.Dynamic,
            "SimpleNamedExpression" when parent.Above?.Node.Kind is "MvExpandExpression" or "MvApplyExpression" => ScalarType.Dynamic,
            "AndExpression" or "OrExpression" or "FilterOperator" => ScalarType.Bool,
            "ParseOperator" or "ParseWhereOperator" => ScalarType.String,
            "ExpressionList" when parent.Above?.Node is { Kind: "FunctionCallExpression", Symbol.Name: var function } call => Argument(function, above, call, place.Node),
            _ when IsTextOperator(above.Kind) => ScalarType.String,
            _ => null,
        };
    }

    private static bool IsTextOperator(string kind) =>
        kind is "MatchesRegexExpression" or "EqualTildeExpression" or "BangTildeExpression" or "InCsExpression" or "NotInCsExpression" || (kind.EndsWith("Expression", StringComparison.Ordinal)
            && (kind.Contains("Has", StringComparison.Ordinal) || kind.Contains("Contains", StringComparison.Ordinal) || kind.Contains("StartsWith", StringComparison.Ordinal) || kind.Contains("EndsWith", StringComparison.Ordinal)));

    private static ScalarType? Argument(string function, BoundNode list, BoundNode call, BoundNode node) => function switch
    {
        "bin" or "floor" when list.Children.Length == 2 && list.Children[0] == node => Known(list.Children[1]) is ScalarType.TimeSpan ? ScalarType.DateTime : Known(list.Children[1]),
        "iff" or "iif" or "countif" or "not" when list.Children[0] == node => ScalarType.Bool,
        "coalesce" => list.Children.Select(Known).FirstOrDefault(t => t is not null),
        "datetime_diff" or "datetime_add" => list.Children[0] == node ? null : ScalarType.DateTime,
        _ when Texts.Contains(function) => ScalarType.String,
        _ when Times.Contains(function) => ScalarType.DateTime,
        _ when Numbers.Contains(function) => call.Type?.Name == "real" ? ScalarType.Real : ScalarType.Long,
        _ when Array.Exists(Dynamics, d => function.StartsWith(d, StringComparison.Ordinal)) => ScalarType.Dynamic,
        _ => null,
    };

    private static ScalarType? Other(BoundNode operation, BoundNode one) => operation.Children.Where(c => c != one).Select(Known).FirstOrDefault(t => t is not null);

    private static ScalarType? Known(BoundNode node) => ScalarTypes.Find(node.Type?.Name ?? "");
}
