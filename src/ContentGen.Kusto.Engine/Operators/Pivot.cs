using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Aggregates;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>
/// pivot(column [, aggregate] [, key ...]): a column for each value, in the order of the values, with the aggregate (count unless said
/// otherwise) over the rows of each group. A value that a group lacks holds what the aggregate gives over no rows
/// (https://learn.microsoft.com/kusto/query/pivot-plugin).
/// </summary>
internal sealed class Pivot
{
    private readonly RowSource _input;
    private readonly int _pivot;
    private readonly int[] _keys;
    private readonly AggregateList? _list;
    private readonly Expr? _output;

    private Pivot(RowSource input, int pivot, int[] keys, AggregateList? list, Expr? output) => (_input, _pivot, _keys, _list, _output) = (input, pivot, keys, list, output);

    public static RowSource Compile(QueryCompiler compiler, BoundNode call, RowSource input, Scope scope)
    {
        var arguments = call.Child("ArgumentList")?.Children ?? [];
        if (arguments is not [{ Kind: "NameReference", Symbol: { Kind: "column", Name: var name } }, ..] || (arguments.Length > 1 && arguments[1] is not { Kind: "FunctionCallExpression", Symbol.Kind: "aggregate" }))
        {
            throw QueryCompiler.Refuse("pivot of another form than pivot(column, aggregate, column ...)", call);
        }

        var used = arguments.Length < 2 ? [] : arguments[1].Descendants().Where(d => d is { Kind: "NameReference", Symbol.Kind: "column" }).Select(d => d.Symbol!.Name);
        var by = arguments.Length > 2 ? arguments.Skip(2).Select(a => a.Symbol?.Name ?? "").ToList() : [.. input.Shape.Columns.Select(c => c.Name).Where(c => c != name && !used.Contains(c))];
        var keys = by.Select(k => input.Shape.IndexOf(k) is var i and >= 0 ? i : throw QueryCompiler.Refuse("pivot by something else than columns", call)).ToArray();
        AggregateList? list = null;
        Expr? output = null;
        if (arguments.Length > 1)
        {
            list = new AggregateList(input.Shape, [], 0);
            var outputs = list.Outputs(compiler, arguments[1], scope.WithRow(input.Shape).WithAggregates(list)).ToList();
            output = outputs is [var only] ? only : throw QueryCompiler.Refuse("pivot with an aggregate of several values", call);
        }

        var pivot = new Pivot(input, input.Shape.IndexOf(name), keys, list, output);
        return RowSource.Deferred(new Shape(keys.Select(k => input.Shape.Columns[k])), pivot.Rows);
    }

    private RowSource Rows(Run run)
    {
        var groups = new OrderedDictionary<Value[], Dictionary<string, Accumulator[]>>(RowKey.Comparer);
        var values = new SortedSet<string>(StringComparer.Ordinal);
        var frame = new Frame(run);
        foreach (var row in run.Keep(_input.Rows(run)))
        {
            frame.Row = row;
            var value = ValueText.Of(row[_pivot + 1], _input.Shape.Columns[_pivot].Type);
            Value[] key = [.. _keys.Select(k => row[k + 1])];
            if (!groups.TryGetValue(key, out var cells))
            {
                groups.Add(key, cells = new Dictionary<string, Accumulator[]>(StringComparer.Ordinal));
            }

            if (!cells.TryGetValue(value, out var cell))
            {
                cells.Add(value, cell = New());
            }

            Array.ForEach(cell, a => a.Add(frame));
            _ = values.Add(value);
        }

        var type = _output?.Type ?? ScalarType.Long;
        var shape = new Shape(_keys.Select(k => _input.Shape.Columns[k]).Concat(values.Select(v => new Column(v, type))));
        return new RowSource(shape, _ => groups.Select(g => (Value[])[default, .. g.Key, .. values.Select(v => Result(g.Value.GetValueOrDefault(v) ?? New(), frame))]));
    }

    private Accumulator[] New() => _list is null ? [CountAggregates.RowCount()] : _list.Create();

    private Value Result(Accumulator[] cell, Frame frame)
    {
        var row = new Value[1 + (_list?.Width ?? 1)];
        var at = 1;
        foreach (var accumulator in cell)
        {
            at += accumulator.Write(row.AsSpan(at));
        }

        frame.Row = row;
        return _output is null ? row[1] : _output.Evaluate(frame);
    }
}
