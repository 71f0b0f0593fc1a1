using System.Collections.Immutable;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Aggregates;
using ContentGen.Kusto.Engine.Expressions;
using ContentGen.Kusto.Engine.Operators;
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
    private readonly List<string?> _names = [];
    private int _outputs;

    /// <summary>Cells of all results.</summary>
    public int Width { get; private set; }

    public Accumulator[] Create() => [.. _aggregates.Select(a => a.Create())];

    /// <summary>The name that Kusto shows where the library has another: covariance_x_y, which the library calls covariance_x.</summary>
    public string? ShownName(int output) => _shown.GetValueOrDefault(output);

    /// <summary>The names of the outputs where the library does not know the columns behind a star; null for one that it numbers.</summary>
    public IReadOnlyList<string?> ColumnNames => _names;

    /// <summary>The values of one expression of the list: several for arg_max(x, *) or percentiles().</summary>
    public IEnumerable<Expr> Outputs(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        var call = node.Kind is "SimpleNamedExpression" or "CompoundNamedExpression" ? node.Child("Expression")! : node;
        if (call is not { Kind: "FunctionCallExpression", Symbol.Kind: "aggregate" })
        {
            _outputs++;
            _names.Add(OutputNames.Of(node));
            return [compiler.Scalar(node, scope)];
        }

        if (call == node && call.Symbol.Name.StartsWith("covariance", StringComparison.Ordinal) && call.Child("ArgumentList")?.Children is [{ Kind: "NameReference" } x, { Kind: "NameReference" } y, ..])
        {
            _shown[_outputs] = $"{call.Symbol.Name}_{x.Name}_{y.Name}";
        }

        var cells = Cells(compiler, call, scope, out var columns);
        _outputs += cells.Count;
        var own = call == node ? call.ResultName : OutputNames.Of(node);
        _names.AddRange(cells.Select((_, i) => (i == 0 && call != node) || i >= columns.Length ? own : columns[i] ?? own));
        return cells;
    }

    /// <summary>The one value of an aggregate inside an expression.</summary>
    public Expr Column(QueryCompiler compiler, BoundNode node, Scope scope) =>
        Cells(compiler, node, scope, out _) is [var only] ? only : throw QueryCompiler.Refuse("an aggregate of several values inside an expression", node);

    // With the names of the columns that are its arguments, where it passes on as many as it gets.
    private List<Expr> Cells(QueryCompiler compiler, BoundNode node, Scope scope, out string?[] columns)
    {
        var arguments = Arguments(compiler, node, scope.WithRow(input));
        var aggregate = Compile(node, arguments);
        columns = aggregate.Types.Length == arguments.Count && arguments.Count > 1 ? [.. arguments.Select(a => a.Cell > 0 ? input.Columns[a.Cell - 1].Name : null)] : [];
        var first = 1 + keyCount + Width;
        _aggregates.Add(aggregate);
        Width += aggregate.Types.Length;
        return [.. aggregate.Types.Select((type, i) => new Expr { Type = type, Cell = first + i, Span = node.Span, Evaluate = f => f.Row[first + i] })];
    }

    private static Aggregate Compile(BoundNode node, List<Expr> arguments)
    {
        var name = node.Symbol!.Name;
        var build = AggregateTable.All.Find(name) ?? throw QueryCompiler.Refuse($"the aggregate '{name}' has no offline implementation", node);
        return build(new AggregateCall(node, name, [.. arguments], ScalarTypes.Find(node.Type?.Name ?? "") ?? ScalarType.Dynamic));
    }

    private List<Expr> Arguments(QueryCompiler compiler, BoundNode node, Scope scope)
    {
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

        return arguments;
    }

    // All columns but the keys and the one that is compared.
    private IEnumerable<Expr> Star(List<Expr> before) =>
        Enumerable.Range(0, input.Columns.Length)
            .Where(i => !keyNames.Contains(input.Columns[i].Name) && !before.Exists(b => b.Cell == i + 1))
            .Select(i => Names.Column(input, i));
}
