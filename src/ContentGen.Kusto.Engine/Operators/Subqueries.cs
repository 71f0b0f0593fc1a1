using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>A query over rows that an operator gives it, one set after the other: mv-apply, partition.</summary>
internal sealed class Subqueries
{
    private readonly int _slot;
    private readonly int _end;
    private readonly RowSource _rows;

    private Subqueries(int slot, int end, RowSource rows)
    {
        _slot = slot;
        _end = end;
        _rows = rows;
    }

    public Shape Shape => _rows.Shape;

    public static Subqueries Compile(QueryCompiler compiler, BoundNode node, Shape subject, Scope scope)
    {
        var slot = compiler.NewSlot();
        var source = new RowSource(subject, run => (IReadOnlyList<Value[]>)run.Slots[slot]!);
        var inner = scope.WithSubject(source);
        var rows = node.Kind == "PipeExpression" || !OperatorTable.IsOperator(node.Kind) ? compiler.Rows(node, inner) : OperatorTable.Apply(compiler, node, source, inner).Source;
        return new Subqueries(slot, compiler.Slots, rows);
    }

    /// <summary>The result over one set of rows.</summary>
    public List<Value[]> Run(Run run, IReadOnlyList<Value[]> subject)
    {
        var outer = run.Slots[_slot];
        run.Slots[_slot] = subject;

        // What was computed once for the last set of rows is not true of this one.
        for (var slot = _slot + 1; slot < _end; slot++)
        {
            run.Slots[slot] = null;
        }

        var result = run.Keep(_rows.Rows(run));
        run.Slots[_slot] = outer;
        return result;
    }
}
