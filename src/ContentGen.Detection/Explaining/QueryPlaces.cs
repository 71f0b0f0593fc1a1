using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Detection.Explaining;

/// <summary>The nodes of a query by their place, and how many conditions a row has met before each filter.</summary>
internal sealed class QueryPlaces
{
    private const int MostDepth = 200;

    private readonly Dictionary<TextSpan, BoundNode> _nodes = [];
    private readonly Dictionary<TextSpan, int> _depths = [];
    private readonly Dictionary<BoundNode, int> _known = [];
    private readonly Dictionary<string, BoundNode> _lets = new(StringComparer.Ordinal);
    private readonly Dictionary<BoundNode, string> _elsewhere = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, TextSpan> _calls = new(StringComparer.Ordinal);

    public QueryPlaces(BoundTree tree)
    {
        // A function of the workspace has a text of its own, whose places mean nothing here.
        var nodes = tree.Bodies.Where(b => b.IsInQuery).Select(b => b.Root).Prepend(tree.Root).SelectMany(r => r.Descendants()).ToList();
        foreach (var node in nodes)
        {
            _nodes[node.Span] = node;
            if (node is { Role: not "Name", Symbol: { Kind: "workspace-function", Name: { } function } })
            {
                _ = _calls.TryAdd(function, node.Span);
            }

            if (node.Kind == "LetStatement" && node.Child("Name")?.Name is { } name && node.Child("Expression") is { } value)
            {
                _ = _lets.TryAdd(name, value);
            }
        }

        foreach (var body in tree.Bodies.Where(b => !b.IsInQuery && b.Function is not null))
        {
            foreach (var node in body.Root.Descendants())
            {
                _elsewhere[node] = body.Function!.Name;
            }
        }

        foreach (var pipe in nodes.Where(n => n.Kind == "PipeExpression"))
        {
            _depths[pipe.Child("Operator")!.Span] = Depth(pipe.Child("Expression"), 0);
        }
    }

    /// <summary>The function of the workspace in whose text a node stands; null: in the query's own.</summary>
    public string? FunctionOf(BoundNode node) => _elsewhere.GetValueOrDefault(node);

    /// <summary>Where the query first calls a function of the workspace; its beginning where only another function does.</summary>
    public TextSpan CallOf(string function) => _calls.GetValueOrDefault(function);

    /// <summary>Null when the place is not in the query's own text.</summary>
    public BoundNode? Find(TextSpan span) => _nodes.GetValueOrDefault(span);

    /// <summary>Filters before an operator, on the way from its table.</summary>
    public int DepthOf(TextSpan operation) => _depths.GetValueOrDefault(operation);

    private int Depth(BoundNode? node, int level)
    {
        if (node is null || level > MostDepth)
        {
            return 0;
        }

        if (!_known.TryGetValue(node, out var depth))
        {
            // A let that stands for itself ends here.
            _known[node] = 0;
            _known[node] = depth = Counted(node, level);
        }

        return depth;
    }

    private int Counted(BoundNode node, int level) => node switch
    {
        { Kind: "PipeExpression" } => Depth(node.Child("Expression"), level + 1) + (node.Child("Operator") is { Kind: "FilterOperator" or "JoinOperator" } ? 1 : 0),
        { Kind: "ParenthesizedExpression" or "MaterializeExpression" } => Depth(node.Child("Expression"), level + 1),
        { Kind: "UnionOperator" } => node.ChildrenOf("Expressions").Select(e => Depth(e, level + 1)).DefaultIfEmpty(0).Max(),
        { Name: { } name } when _lets.TryGetValue(name, out var value) => Depth(value, level + 1),
        _ => 0,
    };
}
