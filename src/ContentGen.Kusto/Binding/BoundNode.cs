using System.Collections.Immutable;
using ContentGen.Core.Text;

namespace ContentGen.Kusto.Binding;

/// <summary>An operator, an expression or a clause.</summary>
public sealed class BoundNode
{
    /// <summary>
    /// The library's syntax kind. Beware of two of its names: <c>in~</c> is InCsExpression and <c>in</c> is InExpression; the operator
    /// as written is in <see cref="Tokens"/>.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>What the node is to its parent: Condition, Left, Expressions ...</summary>
    public required string Role { get; init; }

    public TextSpan Span { get; init; }

    /// <summary>Type of an expression, rows that an operator returns; null where there is none.</summary>
    public BoundType? Type { get; init; }

    /// <summary>What a name refers to.</summary>
    public BoundSymbol? Symbol { get; init; }

    /// <summary>
    /// The value where it is known, also of a name that stands for a constant <c>let</c>: the text of the literal decoded, in the form of
    /// its <see cref="Type"/> (a timespan as 24h, a dynamic as JSON).
    /// </summary>
    public string? Constant { get; init; }

    /// <summary>The name of a declaration or reference, decoded: <c>odd name</c> for <c>['odd name']</c>.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// The name of the column that a call or path makes where the author gives none: <c>t</c> for <c>bin(t, 1h)</c>, <c>count_</c> for
    /// <c>count()</c>, <c>d_a</c> for <c>d.a</c>. Null where the library numbers it (<c>Column1</c>), and inside of argument lists.
    /// </summary>
    public string? ResultName { get; init; }

    /// <summary>The body of the function that is called here, bound with this call's arguments.</summary>
    public FunctionBody? Body { get; internal set; }

    /// <summary>Keywords, operators and literals, with their roles; brackets and separators are left out.</summary>
    public ImmutableArray<BoundToken> Tokens { get; init; } = [];

    public ImmutableArray<BoundNode> Children { get; internal set; } = [];

    /// <summary>The first child in a role, or null.</summary>
    public BoundNode? Child(string role)
    {
        foreach (var child in Children)
        {
            if (child.Role == role)
            {
                return child;
            }
        }

        return null;
    }

    /// <summary>The children in a role: the expressions of a list.</summary>
    public IEnumerable<BoundNode> ChildrenOf(string role) => Children.Where(c => c.Role == role);

    /// <summary>The text of the token in a role, or null.</summary>
    public string? Token(string role)
    {
        foreach (var token in Tokens)
        {
            if (token.Role == role)
            {
                return token.Text;
            }
        }

        return null;
    }

    /// <summary>This node and all below it, in the order of the text; called bodies are not entered.</summary>
    public IEnumerable<BoundNode> Descendants()
    {
        var open = new Stack<BoundNode>();
        open.Push(this);
        while (open.TryPop(out var node))
        {
            yield return node;
            for (var i = node.Children.Length - 1; i >= 0; i--)
            {
                open.Push(node.Children[i]);
            }
        }
    }
}
