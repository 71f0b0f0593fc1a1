using System.Collections.Immutable;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Facts;

/// <summary>A tabular expression read from left to right: where its rows come from and what is done to them in turn.</summary>
/// <param name="Root">The whole of it.</param>
/// <param name="Source">What stands before the first bar.</param>
/// <param name="Operators">What stands behind the bars, in order.</param>
/// <param name="Role">What the pipeline is to the node that holds it.</param>
/// <param name="Holder">That node; parentheses are looked through.</param>
internal sealed record Pipeline(BoundNode Root, BoundNode Source, ImmutableArray<BoundNode> Operators, string Role, BoundNode? Holder)
{
    /// <summary>Takes a chain of bars apart; any other expression is a pipeline of its source alone.</summary>
    public static Pipeline Of(BoundNode root, string role = "", BoundNode? holder = null)
    {
        var source = root;
        var operators = new List<BoundNode>();
        while (source.Kind is "PipeExpression" or "ParenthesizedExpression" && source.Child("Expression") is { } inner)
        {
            if (source.Child("Operator") is { } step)
            {
                operators.Add(step);
            }

            source = inner;
        }

        operators.Reverse();
        return new Pipeline(root, source, [.. operators], role, holder);
    }

    /// <summary>All pipelines below a node that have a bar, outer ones first.</summary>
    public static IEnumerable<Pipeline> In(BoundNode node)
    {
        var open = new Stack<(BoundNode Node, BoundNode? Parent, string Role, BoundNode? Holder)>();
        open.Push((node, null, "", null));
        while (open.TryPop(out var next))
        {
            var (current, parent, role, holder) = next;
            if (current.Kind == "PipeExpression" && !(parent?.Kind == "PipeExpression" && current.Role == "Expression"))
            {
                yield return Of(current, role, holder);
            }

            foreach (var child in current.Children.Reverse())
            {
                var through = current.Kind == "ParenthesizedExpression";
                open.Push((child, current, through ? role : child.Role, through ? holder : current));
            }
        }
    }
}
