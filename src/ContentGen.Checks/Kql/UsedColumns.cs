using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Kql;

/// <summary>Columns of a table that nobody declared, with the types that their names and their use suggest.</summary>
internal static class UsedColumns
{
    // What the agent of classic custom logs put behind each name (documentation of the HTTP Data Collector API).
    private static readonly Dictionary<string, string> Suffixes = new(StringComparer.Ordinal)
    {
        ["_s"] = "string", ["_d"] = "real", ["_b"] = "bool", ["_t"] = "datetime", ["_g"] = "guid",
    };

    public static IEnumerable<(string Name, string Type)> Below(BoundNode root)
    {
        var open = new Stack<(BoundNode Node, BoundNode? Parent)>([(root, null)]);
        while (open.TryPop(out var item))
        {
            var (node, parent) = item;
            if (node is { Kind: "NameReference", Name: { } name, Symbol: { Kind: "column", Table: null, Originals.IsEmpty: true }, Type.Name: "unknown" })
            {
                yield return (name, TypeOf(name, node, parent));
            }

            foreach (var child in node.Children)
            {
                open.Push((child, node));
            }
        }
    }

    private static string TypeOf(string name, BoundNode node, BoundNode? parent) =>
        name is "TimeGenerated" ? "datetime"
        : name.Length > 2 && Suffixes.TryGetValue(name[^2..], out var type) ? type
        : parent?.Kind is "PathExpression" or "ElementExpression" && node.Role == "Expression" ? "dynamic"
        : parent is not null && Comparison.Of(parent) is { } comparison && comparison.Left != node ? Known(comparison.Left.Type) ?? "string"
        : parent is not null && Comparison.Of(parent) is { } left ? Known(left.Values[0].Type) ?? "string"
        : "string";

    private static string? Known(BoundType? type) => type is { Kind: "scalar", Name: not ("unknown" or "dynamic") } ? type.Name : null;
}
