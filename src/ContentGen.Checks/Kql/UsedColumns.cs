using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Kql;

/// <summary>Columns of a table that nobody declared, with the types that their names and their use suggest.</summary>
internal static class UsedColumns
{
    /// <param name="root">The query, or a part of it.</param>
    /// <param name="isForeign">What below it reads another table.</param>
    public static IEnumerable<(string Name, string Type)> Below(BoundNode root, Func<BoundNode, bool> isForeign)
    {
        var nodes = new List<(BoundNode Node, ColumnUse Use)>();
        var open = new Stack<(BoundNode Node, ColumnUse? Parent)>([(root, null)]);
        while (open.TryPop(out var item))
        {
            var use = new ColumnUse(item.Node, item.Parent);
            nodes.Add((item.Node, use));
            foreach (var child in item.Node.Children.Where(c => !isForeign(c)))
            {
                open.Push((child, use));
            }
        }

        // What the query makes itself is no column of the table.
        var made = nodes.Where(n => n.Node.Kind == "NameDeclaration").Select(n => n.Node.Symbol).OfType<BoundSymbol>().ToHashSet();
        var implied = nodes.Where(n => n.Node is { ResultName: not null } && !n.Node.Descendants().Any(d => d.Name == n.Node.ResultName)).Select(n => n.Node.ResultName).ToHashSet();
        return nodes.Where(n => n.Node is { Kind: "NameReference", Name: not null, Symbol: { Kind: "column", Table: null, Originals.IsEmpty: true } column, Type.Name: "unknown" } && !made.Contains(column) && !implied.Contains(n.Node.Name))
            .Select(n => (n.Node.Name!, n.Use.Type()));
    }
}
