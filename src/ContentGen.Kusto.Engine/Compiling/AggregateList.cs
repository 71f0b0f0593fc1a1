using System.Collections.Immutable;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Aggregates;
using ContentGen.Kusto.Engine.Expressions;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Compiling;

/// <summary>
/// The aggregates of a summarize. Their results become cells of a row that holds the keys and then the aggregates; the expressions around
/// them (round(avg(x), 2)) are evaluated over that row.
/// </summary>
internal sealed class AggregateList(Shape input, ImmutableArray<string?> keyNames, int keyCount)
{
    private readonly List<Aggregate> _aggregates = [];
    private readonly Dictionary<int, string> _shown = [];
    private int _outputs;

    /// <summary>Cells of all results.</summary>
    public int Width { get; private set; }

    public Accumulator[] Create() => [.. _aggregates.Select(a => a.Create())];

    /// <summary>The name that Kusto shows where the library has another: covariance_x_y, which the library calls covariance_x.</summary>
    public string? ShownName(int output) => _shown.GetValueOrDefault(output);

    /// <summary>The values of one expression of the list: several for arg_max(x, *) or percentiles().</summary>
    public IEnumerable<Expr> Outputs(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        var call = node.Kind is "SimpleNamedExpression" or "CompoundNamedExpression" ? node.Child("Expression")! : node;
        if (call is not { Kind: "FunctionCallExpression", Symbol.Kind: "aggregate" })
        {
            _outputs++;
            return [compiler.Scalar(node, scope)];
        }

        if (call == node && call.Symbol.Name.StartsWith("covariance", StringComparison.Ordinal) && call.Child("ArgumentList")?.Children is [{ Kind: "NameReference" } x, { Kind: "NameReference" } y, ..])
        {
            _shown[_outputs] = $"{call.Symbol.Name}_{x.Name}_{y.Name}";
        }

        var cells = Cells(compiler, call, scope);
        _outputs += cells.Count;
        return cells;
    }

    /// <summary>The one value of an aggregate inside an expression.</summary>
    public Expr Column(QueryCompiler compiler, BoundNode node, Scope scope) =>
        Cells(compiler, node, scope) is [var only] ? only : throw QueryCompiler.Refuse("an aggregate of several values inside an expression", node);

    private List<Expr> Cells(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        var aggregate = Compile(compiler, node, scope.WithRow(input));
        var first = 1 + keyCount + Width;
        _aggregates.Add(aggregate);
        Width += aggregate.Types.Length;
        return [.. aggregate.Types.Select((type, i) => new Expr { Type = type, Cell = first + i, Span = node.Span, Evaluate = f => f.Row[first + i] })];
    }

    private Aggregate Compile(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        var name = node.Symbol!.Name;
        var build = AggregateTable.All.Find(name) ?? throw QueryCompiler.Refuse($"the aggregate '{name}' has no offline implementation", node);
        var arguments = new List<Expr>();
        foreach (var argument in node.Child("ArgumentList")?.Children ?? [])
        {
            if (argument.Kind == "StarExpression")
            {
                arguments.AddRange(Star(arguments));
            }
            else
            {
                arguments.Add(compiler.Scalar(argument, scope));
            }
        }

        return build(new AggregateCall(node, name, [.. arguments], ScalarTypes.Find(node.Type?.Name ?? "") ?? ScalarType.Dynamic));
    }

    // All columns but the keys and the one that is compared.
    private IEnumerable<Expr> Star(List<Expr> before) =>
        Enumerable.Range(0, input.Columns.Length)
            .Where(i => !keyNames.Contains(input.Columns[i].Name) && !before.Exists(b => b.Cell == i + 1))
            .Select(i => Names.Column(input, i));
}
