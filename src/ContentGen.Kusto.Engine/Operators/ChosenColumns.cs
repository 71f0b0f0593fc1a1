using System.Text.RegularExpressions;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>The columns that project-away, -keep and -reorder choose by names and patterns, where the library cannot say.</summary>
internal static class ChosenColumns
{
    public static IEnumerable<(string Name, int Place)> Of(BoundNode node, Shape input)
    {
        var named = new List<string>();
        foreach (var expression in node.ChildrenOf("Expressions"))
        {
            var ordering = expression.Kind == "OrderedExpression" ? expression.Child("Ordering")?.Token("AscOrDescKeyword") : null;
            var name = expression.Kind == "OrderedExpression" ? expression.Child("Expression")! : expression;
            named.AddRange(Arranged(Matches(name, input), ordering, expression));
        }

        var kept = node.Kind switch
        {
            "ProjectAwayOperator" => input.Columns.Select(c => c.Name).Except(named),
            "ProjectKeepOperator" => input.Columns.Select(c => c.Name).Where(named.Contains),
            _ => named.Concat(input.Columns.Select(c => c.Name)).Distinct(),
        };
        return kept.Select(n => (n, input.IndexOf(n)));
    }

    private static IEnumerable<string> Matches(BoundNode name, Shape input)
    {
        if (name is not { Kind: "NameReference", Name: { } pattern })
        {
            throw QueryCompiler.Refuse("columns that are only known once the query runs, in this place", name);
        }

        var regex = new Regex($"^{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}$", RegexOptions.NonBacktracking);
        return input.Columns.Select(c => c.Name).Where(c => regex.IsMatch(c));
    }

    private static IEnumerable<string> Arranged(IEnumerable<string> names, string? ordering, BoundNode node) => ordering switch
    {
        null => names,
        "asc" => names.Order(StringComparer.Ordinal),
        "desc" => names.OrderDescending(StringComparer.Ordinal),
        _ => throw QueryCompiler.Refuse($"the order '{ordering}' of columns that are only known once the query runs", node),
    };
}
