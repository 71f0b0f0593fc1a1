using ContentGen.Kusto.Binding;

namespace ContentGen.Kusto.Engine.Closing;

/// <summary>
/// Follows a tabular expression down to the open rows that it reads: through pipes, lets, bodies of functions; of several inputs of a
/// union or join the first open one.
/// </summary>
internal sealed class OpenLeaves
{
    private const int MostSteps = 1000;

    private readonly Dictionary<string, BoundNode> _lets = new(StringComparer.Ordinal);
    private int _steps;

    public OpenLeaves(BoundTree tree)
    {
        foreach (var let in tree.Bodies.Select(b => b.Root).Prepend(tree.Root).SelectMany(r => r.Descendants()).Where(n => n.Kind == "LetStatement"))
        {
            if (let.Child("Name")?.Name is { } name && let.Child("Expression") is { } value)
            {
                _ = _lets.TryAdd(name, value);
            }
        }
    }

    /// <summary>The open rows behind an expression; null where there are none or nobody can say.</summary>
    public OpenSource? Find(BoundNode expression)
    {
        _steps = 0;
        return Follow(expression);
    }

    /// <summary>The open rows that a name or call stands for itself.</summary>
    public static OpenSource? Of(BoundNode node)
    {
        if (node.Type is not { IsTable: true, IsOpen: true } || node.Body is not null || node.Symbol is not { } symbol)
        {
            return null;
        }

        return (node.Kind, symbol.Kind) switch
        {
            ("NameReference", "table") => new OpenSource(OpenSourceKind.Table, symbol.Name),
            ("FunctionCallExpression", "function") when symbol.Name == "table" && Argument(node) is { } table => new OpenSource(OpenSourceKind.Table, table),
            (_, "workspace-function") when symbol.Name is "_GetWatchlist" or "_ASIM_GetWatchlistRaw" => Argument(node) is { } alias ? new OpenSource(OpenSourceKind.Watchlist, alias) : null,
            ("NameReference" or "FunctionCallExpression", "workspace-function") => new OpenSource(OpenSourceKind.Function, symbol.Name),
            _ => null,
        };
    }

    private OpenSource? Follow(BoundNode? node)
    {
        while (node is { Type: { IsTable: true, IsOpen: true } } && ++_steps < MostSteps)
        {
            if (Of(node) is { } found)
            {
                return found;
            }

            switch (node.Kind)
            {
                case "PipeExpression" when Inputs(node.Child("Operator")!) is { Count: > 0 } others:
                    return Follow(node.Child("Expression")) ?? others.Select(Follow).FirstOrDefault(f => f is not null);
                case "PipeExpression" when node.Child("Operator") is { Kind: "InvokeOperator" } invoke && node.Child("Expression")?.Type?.IsOpen != true:
                    node = invoke.Child("Function");
                    break;
                case "PipeExpression" or "ParenthesizedExpression" or "MaterializeExpression":
                    node = node.Child("Expression");
                    break;
                case "UnionOperator":
                    return Inputs(node).Select(Follow).FirstOrDefault(f => f is not null);
                case "PathExpression":
                    node = node.Child("Selector");
                    break;
                default:
                    node = node.Body is { } body ? Result(body.Root) : node.Name is { } name ? _lets.GetValueOrDefault(name) : null;
                    break;
            }
        }

        return null;
    }

    private static List<BoundNode> Inputs(BoundNode operation) => operation.Kind switch
    {
        "UnionOperator" => [.. operation.ChildrenOf("Expressions")],
        "JoinOperator" or "LookupOperator" => [operation.Child("Expression")!],
        _ => [],
    };

    private static BoundNode? Result(BoundNode body) => body.Child("Expression") ?? body.Children.LastOrDefault(s => s.Kind == "ExpressionStatement")?.Child("Expression");

    private static string? Argument(BoundNode call) => call.Child("ArgumentList")?.Children.FirstOrDefault()?.Constant;
}
