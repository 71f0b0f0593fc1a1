using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Closing;

/// <summary>
/// The open rows that a query reads, each with the columns that the query names beyond the declared ones and the type that their uses
/// suggest (null where they suggest none; dynamic where they disagree).
/// </summary>
internal sealed class OpenColumns
{
    private readonly OpenLeaves _leaves;
    private readonly Dictionary<OpenSource, Dictionary<string, ScalarType?>> _found = [];
    private readonly Dictionary<BoundSymbol, OpenSource> _owners = [];
    private readonly HashSet<BoundSymbol> _declared = [];

    private OpenColumns(BoundTree tree) => _leaves = new OpenLeaves(tree);

    public static IReadOnlyDictionary<OpenSource, Dictionary<string, ScalarType?>> Find(BoundTree tree)
    {
        var columns = new OpenColumns(tree);
        foreach (var root in tree.Bodies.Select(b => b.Root).Prepend(tree.Root))
        {
            columns._declared.UnionWith(root.Descendants().Where(n => n is { Kind: "NameDeclaration", Symbol: not null }).Select(n => n.Symbol!));
        }

        foreach (var root in tree.Bodies.Select(b => b.Root).Prepend(tree.Root))
        {
            columns.Walk(root);
        }

        return columns._found;
    }

    private void Walk(BoundNode root)
    {
        var open = new Stack<TreePlace>([new TreePlace(root, null, null)]);
        while (open.TryPop(out var place))
        {
            var node = place.Node;
            if (OpenLeaves.Of(node) is { } source)
            {
                _ = _found.TryAdd(source, new Dictionary<string, ScalarType?>(StringComparer.Ordinal));
            }

            if (node is { Kind: "NameReference", Symbol.Kind: "column" } && place.Input is { } input)
            {
                Note(place, input);
            }

            for (var i = node.Children.Length - 1; i >= 0; i--)
            {
                open.Push(new TreePlace(node.Children[i], place, InputOf(place, node.Children[i])));
            }

            if (node.Kind is "JoinOperator" or "LookupOperator" && place.Input is { } left && node.Child("Expression") is { } right)
            {
                Keys(node.Child("ConditionClause") ?? node.Child("LookupClause"), left, right);
            }
        }
    }

    private static BoundNode? InputOf(TreePlace place, BoundNode child) => place.Node.Kind switch
    {
        "PipeExpression" when child.Role == "Operator" => place.Node.Child("Expression"),
        "JoinOperator" or "LookupOperator" or "UnionOperator" => null,
        _ => place.Input,
    };

    // Both sides of a join have the key.
    private void Keys(BoundNode? clause, BoundNode left, BoundNode right)
    {
        foreach (var node in clause?.Descendants() ?? [])
        {
            if (node is { Kind: "PathExpression" } && node.Child("Expression") is { Name: "$left" or "$right" } side && node.Child("Selector") is { Name: { } name } key)
            {
                Add(name, side.Name == "$left" ? left : right, key.Symbol, null);
            }
            else if (node is { Kind: "NameReference", Role: not "Selector", Name: { } common, Symbol.Kind: "column" })
            {
                var known = Type(left, common) ?? Type(right, common);
                Add(common, left, node.Symbol, known);
                Add(common, right, null, known);
            }
        }
    }

    private void Note(TreePlace place, BoundNode input)
    {
        var symbol = place.Node.Symbol!;
        if (ScalarTypes.Find(symbol.Type?.Name ?? "") is not null || _declared.Contains(symbol))
        {
            return;
        }

        if (_owners.TryGetValue(symbol, out var owner))
        {
            Merge(owner, symbol.Name, ColumnUse.Of(place));
        }
        else
        {
            Add(symbol.Name, input, symbol, ColumnUse.Of(place));
        }
    }

    private void Add(string name, BoundNode input, BoundSymbol? symbol, ScalarType? hint)
    {
        if (input.Type is { IsOpen: true, Columns: var known } && known.All(c => c.Name != name) && _leaves.Find(input) is { } source)
        {
            _ = _found.TryAdd(source, new Dictionary<string, ScalarType?>(StringComparer.Ordinal));
            if (symbol is not null)
            {
                _ = _owners.TryAdd(symbol, source);
            }

            Merge(source, name, hint);
        }
    }

    private void Merge(OpenSource source, string name, ScalarType? hint)
    {
        var columns = _found[source];
        var known = columns.GetValueOrDefault(name);
        columns[name] = ColumnUse.ByName(name) ?? (known is null || hint is null || known == hint ? known ?? hint
            : known.Value.IsNumber() && hint.Value.IsNumber() ? ScalarType.Real
            : ScalarType.Dynamic);
    }

    private static ScalarType? Type(BoundNode rows, string column) =>
        rows.Type?.Columns.FirstOrDefault(c => c.Name == column)?.Type is { } type ? ScalarTypes.Find(type.Name) : null;
}
