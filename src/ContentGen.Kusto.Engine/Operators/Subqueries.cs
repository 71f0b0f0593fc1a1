using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>A query over rows that an operator gives it, one set after the other: mv-apply, partition.</summary>
internal sealed class Subqueries
{
    private readonly int _slot;
    private readonly RowSource _rows;

    private Subqueries(int slot, RowSource rows)
    {
        _slot = slot;
        _rows = rows;
    }

    public Shape Shape => _rows.Shape;

    public static Subqueries Compile(QueryCompiler compiler, BoundNode node, Shape subject, Scope scope)
    {
        var slot = compiler.NewSlot();
        var source = new RowSource(subject, run => (IReadOnlyList<Value[]>)run.Slots[slot]!);
        var inner = scope.WithSubject(source);
        return new Subqueries(slot, node.Kind == "PipeExpression" || OperatorTable.Find(node.Kind) is null
            ? compiler.Rows(node, inner)
            : OperatorTable.Apply(compiler, node, source, inner).Source);
    }

    /// <summary>The result over one set of rows.</summary>
    public List<Value[]> Run(Run run, IReadOnlyList<Value[]> subject)
    {
        var outer = run.Slots[_slot];
        run.Slots[_slot] = subject;
        var result = run.Keep(_rows.Rows(run));
        run.Slots[_slot] = outer;
        return result;
    }
}
