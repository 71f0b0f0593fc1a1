using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

internal static class Distinct
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var star = node.ChildrenOf("Expressions").Any(e => e.Kind == "StarExpression");
        var inner = scope.WithRow(input.Shape);
        var columns = star
            ? [.. Enumerable.Range(0, input.Shape.Columns.Length).Select(i => Expressions.Names.Column(input.Shape, i))]
            : node.ChildrenOf("Expressions").Select(e => compiler.Scalar(e, inner)).ToArray();
        var names = star ? input.Shape : Tables.KnownShapeOf(node);
        var shape = new Shape(columns.Select((c, i) => new Column(names.Columns[i].Name, c.Type)));
        var keys = columns.Select(c => GroupKeys.Canonical(c)).ToArray();
        return new RowSource(shape, Rows);

        IEnumerable<Value[]> Rows(Run run)
        {
            var seen = new HashSet<Value[]>(RowKey.Comparer);
            var frame = new Frame(run);
            foreach (var source in input.Rows(run))
            {
                run.Tick();
                frame.Row = source;
                var row = new Value[keys.Length + 1];
                for (var i = 0; i < keys.Length; i++)
                {
                    row[i + 1] = keys[i](frame);
                }

                if (seen.Add(row))
                {
                    run.CountRow();
                    yield return row;
                }
            }
        }
    }
}
