using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>
/// The parameters (kind=, withsource= ...) that each operator is known to take. Hints tell a cluster how to work and change no result; any
/// other parameter could, so a query that has one is refused.
/// </summary>
internal static class OperatorParameters
{
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["JoinOperator"] = ["kind"],
        ["LookupOperator"] = ["kind"],
        ["UnionOperator"] = ["kind", "withsource", "with_source", "isfuzzy"],
        ["MvExpandOperator"] = ["kind", "bagexpansion", "with_itemindex"],
        ["MvApplyOperator"] = ["kind", "bagexpansion", "with_itemindex"],
        ["ParseOperator"] = ["kind", "flags"],
        ["ParseWhereOperator"] = ["kind", "flags"],
        ["SearchOperator"] = ["kind"],
        ["MakeSeriesOperator"] = ["kind"],
        ["ScanOperator"] = ["with_match_id"],
        ["ReduceByOperator"] = ["kind"],
        ["FindOperator"] = ["withsource", "with_source"],
        ["ConsumeOperator"] = ["decodeblocks"],
    };

    public static void Check(BoundNode node)
    {
        if (node.Kind == "RenderOperator")
        {
            return;
        }

        foreach (var parameter in node.Children)
        {
            if (parameter is { Role: "Parameters", Kind: "NamedParameter" } && parameter.Child("Name")?.Name is { } name
                && !name.StartsWith("hint", StringComparison.OrdinalIgnoreCase)
                && !Known.GetValueOrDefault(node.Kind, []).Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw QueryCompiler.Refuse($"the parameter '{name}' of '{node.Kind}' has no offline implementation", parameter);
            }
        }
    }

    /// <summary>The value of a parameter: kind of join, withsource of union; null when it is not given.</summary>
    public static string? Value(BoundNode node, string name)
    {
        foreach (var parameter in node.Children)
        {
            if (parameter is { Role: "Parameters", Kind: "NamedParameter" } && string.Equals(parameter.Child("Name")?.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return parameter.Child("Expression") is { } value ? value.Constant ?? value.Name : null;
            }
        }

        return null;
    }
}
