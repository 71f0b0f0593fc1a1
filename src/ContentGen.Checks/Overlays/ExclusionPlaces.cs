using System.Collections.Immutable;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Overlays;

/// <summary>
/// Where an exclusion goes in a query: behind the whole of it but before a sort at its end, or behind every place that names a table.
/// Found by the bound tree, never by the text.
/// </summary>
/// <param name="Places">Where, and what stands around the exclusion there.</param>
/// <param name="Refusal">Why it can go nowhere, as the end of a sentence; null when it can.</param>
internal sealed record ExclusionPlaces(ImmutableArray<ExclusionPlaces.Around> Places, string? Refusal)
{
    private static readonly HashSet<string> NamesOnly = ["FindInClause", "SearchOperator", "FindOperator", "MacroExpandOperator"];

    /// <summary>Brackets around a table that does not begin a pipe of its own.</summary>
    /// <param name="Table">What is put into brackets; its length is zero where nothing is.</param>
    internal sealed record Around(TextSpan Table);

    public static ExclusionPlaces Find(BoundQuery query, string at) => query.Tree is not { Root: { } root } ? Refused("the query could not be read") : at == "result" ? OfResult(root) : OfTable(query, root, at);

    private static ExclusionPlaces OfResult(BoundNode root)
    {
        if (root.ChildrenOf("Statements").LastOrDefault(s => s.Kind == "ExpressionStatement")?.Child("Expression") is not { } result)
        {
            return Refused("the query has no result");
        }

        // A sort at the end, and what only shows the rows, stay the end.
        while (result.Kind == "PipeExpression" && result.Child("Operator") is { Kind: "SortOperator" or "RenderOperator" } && result.Child("Expression") is { } before)
        {
            result = before;
        }

        return new ExclusionPlaces([new Around(new TextSpan(result.Span.End, 0))], null);
    }

    private static ExclusionPlaces OfTable(BoundQuery query, BoundNode root, string table)
    {
        if (!query.Tables.Contains(table))
        {
            return Refused($"the query does not read the table '{table}'");
        }

        var places = ImmutableArray.CreateBuilder<Around>();
        var open = new Stack<(BoundNode Node, BoundNode? Parent)>([(root, null)]);
        while (open.TryPop(out var item))
        {
            var (node, parent) = item;
            if (IsWildcard(node) && node.Type is not null)
            {
                return Refused($"the query names '{table}' by a wildcard");
            }

            if (node.Symbol is { Kind: "table" } symbol && symbol.Name == table && node.Kind is "NameReference" or "FunctionCallExpression" && node.Role != "Name")
            {
                // workspace('x').T: the whole path is the table.
                var whole = parent is { Kind: "PathExpression" } && node.Role == "Selector" ? parent : node;
                if (parent is not null && NamesOnly.Contains(parent.Kind))
                {
                    return Refused($"the query names '{table}' where only a name may stand");
                }

                if (parent is { Kind: "UnionOperator" } && parent.ChildrenOf("Parameters").Any(p => p.Child("Name")?.Name is "withsource" or "with_source"))
                {
                    return Refused($"the query asks by withsource= which table a row is from, and '{table}' in brackets has no name");
                }

                places.Add(new Around(whole.Span));
                continue;
            }

            for (var i = node.Children.Length - 1; i >= 0; i--)
            {
                open.Push((node.Children[i], node));
            }
        }

        return InFunctions(query, table) is { } function ? Refused($"'{table}' is read inside the function {function}, which is not the rule's own")
            : places.Count == 0 ? Refused($"the query does not name the table '{table}'")
            : new ExclusionPlaces(places.ToImmutable(), null);
    }

    // A function of the workspace whose body reads the table; what a rule declares itself is in its own text.
    private static string? InFunctions(BoundQuery query, string table) => query.Tree!.Bodies
        .FirstOrDefault(b => !b.IsInQuery && b.Root.Descendants().Any(n => n.Symbol is { Kind: "table" } symbol && symbol.Name == table))?.Function?.Name;

    private static bool IsWildcard(BoundNode node) => node.Kind is "NameReference" && node.Name is { } name && name.Contains('*', StringComparison.Ordinal);

    private static ExclusionPlaces Refused(string why) => new([], why);
}
