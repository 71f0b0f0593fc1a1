using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Facts;

/// <summary>Conditions taken apart. Iterative: a chain of ten thousand `or` nests as deeply.</summary>
public static class Conditions
{
    /// <summary>What must hold together: the operands of `and`.</summary>
    public static IEnumerable<BoundNode> All(BoundNode? condition) => Operands(condition, n => n.Kind == "AndExpression");

    /// <summary>The alternatives: the operands of `or`.</summary>
    public static IEnumerable<BoundNode> Any(BoundNode? condition) => Operands(condition, n => n.Kind == "OrExpression");

    /// <summary>Every `or` of a condition, chains of it as one.</summary>
    public static IEnumerable<BoundNode> Choices(BoundNode condition)
    {
        var open = new Stack<BoundNode>([condition]);
        while (open.TryPop(out var node))
        {
            if (node.Kind == "OrExpression")
            {
                yield return node;
            }

            foreach (var below in node.Kind == "OrExpression" ? Any(node) : node.Children)
            {
                open.Push(below);
            }
        }
    }

    /// <summary>The comparisons and calls that `and`, `or` and not() connect.</summary>
    public static IEnumerable<BoundNode> Leaves(BoundNode? condition) => Operands(condition, n => n.Kind is "AndExpression" or "OrExpression" or "ExpressionList" || n is { Kind: "FunctionCallExpression", Symbol.Name: "not" });

    /// <summary>An expression without the parentheses around it.</summary>
    public static BoundNode Bare(BoundNode node)
    {
        while (node.Kind == "ParenthesizedExpression" && node.Child("Expression") is { } inner)
        {
            node = inner;
        }

        return node;
    }

    private static IEnumerable<BoundNode> Operands(BoundNode? condition, Func<BoundNode, bool> connects)
    {
        var open = new Stack<BoundNode>();
        if (condition is not null)
        {
            open.Push(condition);
        }

        while (open.TryPop(out var next))
        {
            var node = Bare(next);
            if (!connects(node))
            {
                yield return node;
                continue;
            }

            foreach (var child in node.Children.Where(c => c.Role is "Left" or "Right" or "ArgumentList" or "Expressions").Reverse())
            {
                open.Push(child);
            }
        }
    }
}
