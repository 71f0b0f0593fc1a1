using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Kql;

/// <summary>Comparisons as checks see them: what is compared, with which values, by which operator.</summary>
internal sealed record Comparison(BoundNode Node, string Operator, BoundNode Left, IReadOnlyList<BoundNode> Values)
{
    /// <summary>The comparison that a node is, or null. A join's condition is none: its sides are columns of different rows.</summary>
    public static Comparison? Of(BoundNode node)
    {
        if (node.Child("Left") is not { } left || node.Token("Operator") is not { } op || !node.Kind.EndsWith("Expression", StringComparison.Ordinal))
        {
            return null;
        }

        var right = node.Child("Right");
        var values = right is null
            ? []
            : right.Kind == "ExpressionList" ? [.. right.ChildrenOf("Expressions")] : new List<BoundNode> { right };
        return values.Count == 0 ? null : new Comparison(node, op, Unwrapped(left), values);
    }

    /// <summary>The column that an expression is, without brackets and what leaves its values as they are.</summary>
    public static BoundSymbol? ColumnOf(BoundNode node) => Unwrapped(node) is { Symbol: { Kind: "column" } column } ? column : null;

    /// <summary>The workspace table that a column comes from, through renames; null when it comes from several or from none.</summary>
    public static (string Table, string Column)? SourceOf(BoundSymbol column)
    {
        while (column.Table is null && column.Originals.Length == 1)
        {
            column = column.Originals[0];
        }

        return column.Table is { } table ? (table, column.Name) : null;
    }

    private static BoundNode Unwrapped(BoundNode node)
    {
        while (node.Kind == "ParenthesizedExpression" && node.Child("Expression") is { } inner)
        {
            node = inner;
        }

        return node;
    }
}
