using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>
/// parse and parse-where. A row that does not match keeps empty texts and nulls, or is dropped by parse-where. In the simple and regex
/// modes a value that is not of its column's type makes the whole row one that does not match (measured on the emulator).
/// </summary>
internal static class Parse
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var pattern = ParsePattern.Compile(node);
        var text = compiler.Scalar(node.Child("Expression")!, scope.WithRow(input.Shape));
        if (text.Type is not (ScalarType.String or ScalarType.Dynamic))
        {
            throw QueryCompiler.Refuse($"parse of {text.Type.Name()}", node);
        }

        var columns = input.Shape.Columns.ToList();
        var cells = new List<int>();
        foreach (var column in pattern.Columns)
        {
            var place = columns.FindIndex(c => c.Name == column.Name);
            if (place < 0)
            {
                place = columns.Count;
                columns.Add(column);
            }

            columns[place] = column;
            cells.Add(place + 1);
        }

        var shape = new Shape(columns);
        var drops = node.Kind == "ParseWhereOperator";
        return new RowSource(shape, Rows);

        IEnumerable<Value[]> Rows(Run run)
        {
            var frame = new Frame(run);
            foreach (var row in input.Rows(run))
            {
                run.CountRow();
                frame.Row = row;
                var found = pattern.Match(ValueText.Of(text.Evaluate(frame)));
                if (found is null && drops)
                {
                    continue;
                }

                var parsed = new Value[shape.Width];
                row.CopyTo(parsed, 0);
                for (var i = 0; i < cells.Count; i++)
                {
                    parsed[cells[i]] = found is null ? Casts.To(Value.Null, pattern.Columns[i].Type) : found[i];
                }

                yield return parsed;
            }
        }
    }
}
