using System.Collections.Immutable;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Checks.Overlays;

/// <summary>
/// Where an exclusion goes in a query: behind the whole of it but before a sort at its end, or behind every place that names a table, also
/// in functions of the content that it calls. Found by the bound tree, never by the text.
/// </summary>
/// <param name="Places">None when there is a refusal.</param>
/// <param name="Refusal">Why it can go nowhere, as the end of a sentence; null when it can.</param>
internal sealed record ExclusionPlaces(ImmutableArray<ExclusionPlace> Places, string? Refusal)
{
    private static readonly HashSet<string> NamesOnly = ["FindInClause", "SearchOperator", "FindOperator", "MacroExpandOperator"];

    public static ExclusionPlaces Find(BoundQuery query, string at, SchemaCatalog catalog) =>
        query.Tree is not { } tree ? Refused("the query could not be read")
        : at == Exclusion.Result ? OfResult(tree.Root)
        : !query.Tables.Contains(at) ? Refused($"the query does not read the table '{at}'{Core.Text.NearestName.Hint(at, [.. query.Tables, Exclusion.Result])}")
        : OfTable(tree, at, catalog);

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

        return new ExclusionPlaces([new ExclusionPlace(new TextSpan(result.Span.End, 0), null)], null);
    }

    private static ExclusionPlaces OfTable(BoundTree tree, string table, SchemaCatalog catalog)
    {
        var places = ImmutableArray.CreateBuilder<ExclusionPlace>();
        if (Collect(tree.Root, table, span => places.Add(new ExclusionPlace(span, null))) is { } refusal)
        {
            return Refused(refusal);
        }

        var written = places.Select(p => p.Rows.Start).ToHashSet();
        foreach (var bodies in tree.Bodies.GroupBy(b => (b.IsInQuery, b.Function?.Name)))
        {
            var spans = new HashSet<TextSpan>();
            if (bodies.Select(b => Collect(b.Root, table, s => spans.Add(s))).OfType<string>().FirstOrDefault() is { } inside)
            {
                return Refused(inside);
            }

            if (bodies.Key.IsInQuery)
            {
                // table(x) names another table at each call.
                if (spans.Any(s => !written.Contains(s.Start)))
                {
                    return Refused($"the query reads '{table}' by a name that is put together in its function '{bodies.Key.Name}'");
                }

                continue;
            }

            if (spans.Count > 0 && (bodies.Key.Name is not { } name || catalog.FindOwnFunction(name) is null))
            {
                return Refused($"'{table}' is read inside the function {bodies.Key.Name}, which is not in content/functions");
            }

            places.AddRange(spans.OrderBy(s => s.Start).Select(s => new ExclusionPlace(s, bodies.Key.Name)));
        }

        return places.Count == 0 ? Refused($"the query does not name the table '{table}'") : new ExclusionPlaces(places.ToImmutable(), null);
    }

    // Why a reference cannot have a filter, or null.
    private static string? Collect(BoundNode root, string table, Action<TextSpan> add)
    {
        var open = new Stack<(BoundNode Node, BoundNode? Parent)>([(root, null)]);
        while (open.TryPop(out var item))
        {
            var (node, parent) = item;
            if (IsWildcard(node) && node.Type is not null)
            {
                return $"the query names '{table}' by a wildcard";
            }

            if (node.Role != "Name" && Names(node, table))
            {
                if (parent is not null && NamesOnly.Contains(parent.Kind))
                {
                    return $"the query names '{table}' where only a name may stand";
                }

                if (parent is { Kind: "UnionOperator" } && parent.ChildrenOf("Parameters").Any(p => p.Child("Name")?.Name is "withsource" or "with_source"))
                {
                    return $"the query asks by withsource= which table a row is from, and '{table}' in brackets has no name";
                }

                // workspace('x').T: the whole path is the table.
                add((parent is { Kind: "PathExpression" } && node.Role == "Selector" ? parent : node).Span);
                continue;
            }

            for (var i = node.Children.Length - 1; i >= 0; i--)
            {
                open.Push((node.Children[i], node));
            }
        }

        return null;
    }

    // T, or table('T').
    private static bool Names(BoundNode node, string table) => node.Kind switch
    {
        "NameReference" => node.Symbol is { Kind: "table" } symbol && symbol.Name == table,
        "FunctionCallExpression" => node.Child("Name")?.Name == "table" && node.Type is { IsTable: true } rows && rows.Name == table,
        _ => false,
    };

    private static bool IsWildcard(BoundNode node) => node.Kind is "NameReference" && node.Name is { } name && name.Contains('*', StringComparison.Ordinal);

    private static ExclusionPlaces Refused(string why) => new([], why);
}
