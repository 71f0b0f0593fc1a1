using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>summarize: a row for each group in the order of first sight. Without 'by' an empty input gives one row.</summary>
internal static class Summarize
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var inner = scope.WithRow(input.Shape);
        var by = node.Child("ByClause")?.ChildrenOf("Expressions").ToList() ?? [];
        var keys = by.Select(e => compiler.Scalar(e, inner)).ToArray();
        var list = new AggregateList(input.Shape, [.. by.Select(OutputNames.OfKey)], keys.Length);
        var outputs = new List<Expr>();
        foreach (var aggregate in node.ChildrenOf("Aggregates"))
        {
            outputs.AddRange(list.Outputs(compiler, aggregate, inner.WithAggregates(list)));
        }

        string[] names = node.Type is { IsOpen: true } ? FreeNames.Of(by.Select(OutputNames.Of).Concat(list.ColumnNames)) : [.. Tables.KnownShapeOf(node).Columns.Select(c => c.Name)];
        if (names.Length != keys.Length + outputs.Count)
        {
            throw QueryCompiler.Refuse("the columns of summarize are not those that the Kusto library names", node);
        }

        var shape = new Shape(keys.Concat(outputs).Select((e, i) => new Column(names[i], e.Type, i < keys.Length ? null : list.ShownName(i - keys.Length))));
        return new RowSource(shape, run => Rows(run, input, new Grouping([.. keys.Select(GroupKeys.Canonical)], list), [.. outputs.Select(o => o.Evaluate)]));
    }

    private static IEnumerable<Value[]> Rows(Run run, RowSource input, Grouping grouping, Evaluate[] outputs)
    {
        var frame = new Frame(run);
        foreach (var group in grouping.Groups(run, input))
        {
            run.CountRow();
            frame.Row = group;
            var row = new Value[grouping.KeyCount + outputs.Length + 1];
            group.AsSpan(1, grouping.KeyCount).CopyTo(row.AsSpan(1));
            for (var i = 0; i < outputs.Length; i++)
            {
                row[grouping.KeyCount + 1 + i] = outputs[i](frame);
            }

            yield return row;
        }
    }
}
