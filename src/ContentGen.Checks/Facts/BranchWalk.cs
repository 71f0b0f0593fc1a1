using System.Collections.Immutable;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Facts;

/// <summary>
/// Follows rows through tabular expressions: pipes, unions, joins, lets, called bodies. Nodes that it does not know are sources of their
/// own, so nothing is lost, only less is known of it.
/// </summary>
internal sealed class BranchWalk
{
    // A let that unions another one twice, ten times over, has a thousand branches; nobody reads that many.
    private const int MostBranches = 500;
    private const int DeepestCalls = 40;

    private readonly List<Branch> _sides = [];
    private int _made;
    private int _depth;
    private TextSpan? _place;

    public IReadOnlyList<Branch> Sides => _sides;

    public bool IsComplete { get; private set; } = true;

    /// <summary>The branches whose rows an expression returns.</summary>
    public ImmutableArray<Branch> Rows(BoundNode node, QueryScope scope)
    {
        if (_made >= MostBranches || _depth >= DeepestCalls)
        {
            IsComplete = false;
            return [];
        }

        // Pipes nest to the left, as long as the author likes; only lets, calls and what is materialized go down the stack.
        var pipeline = Pipeline.Of(node);
        _depth++;
        var rows = pipeline.Source switch
        {
            { Kind: "MaterializeExpression" } materialized => materialized.Child("Expression") is { } inner ? Rows(inner, scope) : [],
            { Kind: { } kind } op when kind.EndsWith("Operator", StringComparison.Ordinal) => Operate(op, [], scope),
            var source => Start(source, scope),
        };
        foreach (var op in pipeline.Operators)
        {
            rows = Operate(op, rows, scope);
        }

        _depth--;
        return rows;
    }

    /// <summary>Notes the branches that a scalar expression asks: those of toscalar(), of <c>in (T | ...)</c>.</summary>
    public void Ask(BoundNode expression, QueryScope scope)
    {
        var open = new Stack<BoundNode>([expression]);
        while (open.TryPop(out var node))
        {
            if (node.Type is { IsTable: true } && node.Kind is "PipeExpression" or "ParenthesizedExpression" or "NameReference" or "FunctionCallExpression" or "MaterializeExpression")
            {
                _sides.AddRange(Rows(node, scope).Select(b => b.Role == BranchRole.Result ? b.As(BranchRole.Asked) : b));
                continue;
            }

            foreach (var child in node.Children.Where(c => c.Role != "Name").Reverse())
            {
                open.Push(child);
            }
        }
    }

    private ImmutableArray<Branch> Operate(BoundNode op, ImmutableArray<Branch> rows, QueryScope scope)
    {
        var step = new FlowStep(op, scope, PlaceOf(op));
        switch (op.Kind)
        {
            case "UnionOperator":
                return [.. rows.Select(b => b.Through(step)), .. op.ChildrenOf("Expressions").SelectMany(e => Rows(e, scope)).Select(b => b.Through(step))];
            case "JoinOperator" or "LookupOperator" when op.Child("Expression") is { } right:
                _sides.AddRange(Rows(right, scope).Select(b => b.Through(step).As(BranchRole.Joined)));
                break;
            case "InvokeOperator" when op.Child("Function") is { Body: { } body } call:
                return Call(call, body, scope, rows);
            case "SearchOperator" or "FindOperator":
                return rows.IsEmpty ? [Source(null, null, op, scope)] : [.. rows.Select(b => b.Through(step))];
            default:
                foreach (var child in op.Children)
                {
                    Ask(child, scope);
                }

                break;
        }

        return [.. rows.Select(b => b.Through(step))];
    }

    private ImmutableArray<Branch> Start(BoundNode node, QueryScope scope)
    {
        if (node.Body is { } body)
        {
            return Call(node, body, scope, null);
        }

        var symbol = node.Kind == "PathExpression" ? node.Child("Selector")?.Symbol : node.Symbol;
        if (node.Kind == "NameReference" && node.Name is { } name && symbol?.Kind != "table" && scope.Find(name) is { } entry)
        {
            return entry.Value is null ? entry.Rows : Rows(entry.Value, entry.ValueScope!);
        }

        var table = symbol?.Kind == "table" ? symbol.Name : null;
        if (symbol is { Kind: "function", Name: "table" })
        {
            table = node.Child("ArgumentList")?.Children.FirstOrDefault()?.Constant;
        }

        return [Source(table, symbol?.Kind == "workspace-function" ? symbol.Name : null, node, scope)];
    }

    private Branch Source(string? table, string? function, BoundNode node, QueryScope scope)
    {
        _made++;
        return Branch.From(new RowSource(table, function, node, scope, PlaceOf(node)));
    }

    // Parameters by position and by name; a let function's are in its declaration, a workspace function's are not in the tree.
    private ImmutableArray<Branch> Call(BoundNode call, FunctionBody body, QueryScope scope, ImmutableArray<Branch>? piped)
    {
        var outer = _place;
        var inner = scope;
        if (!body.IsInQuery)
        {
            _place ??= call.Span;
            inner = QueryScope.Empty;
        }
        else if (body.Function is { } function && scope.Find(function.Name) is { Value: { } declared } entry)
        {
            inner = FunctionCalls.Bind(call, declared, scope, entry.ValueScope!, piped);
        }

        foreach (var let in body.Root.ChildrenOf("Statements").Where(s => s.Kind == "LetStatement"))
        {
            if (let is { Children: [{ Name: { } name }, { } value, ..] })
            {
                inner = inner.With(name, value, inner);
            }
        }

        var rows = body.Root.Child("Expression") is { } result ? Rows(result, inner) : [];
        _place = outer;
        return rows;
    }

    private TextSpan PlaceOf(BoundNode node) => _place ?? node.Span;
}
