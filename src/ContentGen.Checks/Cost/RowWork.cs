using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Cost;

/// <summary>Work that an operator does on each row that reaches it, as a share of what reading the row cost.</summary>
internal static class RowWork
{
    /// <summary>What matching a regular expression costs.</summary>
    public const double RegularExpression = 0.5;

    public static IEnumerable<(string What, double Share)> Of(BoundNode step)
    {
        switch (step.Kind)
        {
            case "SortOperator":
                yield return ("sort", 0.2);
                break;
            case "MvExpandOperator" when step.Child("RowLimitClause") is null:
                yield return ("mv-expand without a limit", 0.5);
                break;
            case "MvApplyOperator":
                yield return ("mv-apply", 0.5);
                break;
            case "UnionOperator" when step.ChildrenOf("Expressions").Any(e => e.Kind == "WildcardedNameReference" || e.Name?.Contains('*', StringComparison.Ordinal) == true):
                yield return ("union of a wildcard", 1);
                break;
            case "ParseOperator" or "ParseWhereOperator" when step.ChildrenOf("Parameters").Any(p => p.Child("Expression")?.Constant == "regex"):
                yield return ("parse by regular expression", RegularExpression);
                break;
            default:
                break;
        }

        // The right side of a join is a branch of its own.
        if (step.Kind is "JoinOperator" or "LookupOperator" or "UnionOperator")
        {
            yield break;
        }

        foreach (var node in step.Descendants())
        {
            if (OfExpression(node) is { } work)
            {
                yield return work;
            }
        }
    }

    /// <summary>True for a condition that an index or a column's statistics answer without reading every row.</summary>
    public static bool Narrows(BoundNode condition) => condition.Kind is "EqualExpression" or "EqualTildeExpression" or "InExpression" or "InCsExpression"
        or "HasExpression" or "HasCsExpression" or "HasAnyExpression" or "HasAllExpression" or "HasPrefixExpression" or "HasSuffixExpression" or "StartsWithExpression" or "StartsWithCsExpression"
        && condition.Child("Left") is { Kind: "NameReference", Symbol.Table: not null };

    private static (string, double)? OfExpression(BoundNode node) => node.Kind switch
    {
        "MatchesRegexExpression" => ("regular expression", RegularExpression),
        "ContainsExpression" or "NotContainsExpression" or "ContainsCsExpression" or "EndsWithExpression" => ("substring search", 0.2),
        "EqualExpression" or "InExpression" or "NotEqualExpression" or "NotInExpression" when node.Child("Left") is { Kind: "FunctionCallExpression", Symbol.Name: "tolower" or "toupper" } => ("comparison of converted text", 0.3),
        "FunctionCallExpression" => node.Symbol?.Name switch
        {
            "extract" or "extract_all" or "replace_regex" => ("regular expression", RegularExpression),
            "parse_json" or "todynamic" or "parse_xml" or "parse_url" or "parse_csv" => ("parsing of text", 0.1),
            _ => null,
        },
        _ => null,
    };
}
