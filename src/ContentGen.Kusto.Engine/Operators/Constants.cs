using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>datatable, print, range: rows out of nothing.</summary>
internal static class Constants
{
    public static RowSource DataTable(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        var shape = Tables.ShapeOf(node);
        var values = node.ChildrenOf("Values").Select(v => compiler.Scalar(v, scope)).ToArray();
        var width = shape.Columns.Length;
        if (width == 0 || values.Length % width != 0)
        {
            throw QueryCompiler.Refuse("the values do not fill the rows", node);
        }

        return new RowSource(shape, run => Rows(run));

        IEnumerable<Value[]> Rows(Run run)
        {
            var frame = new Frame(run);
            for (var i = 0; i < values.Length; i += width)
            {
                run.CountRow();
                var row = new Value[shape.Width];
                for (var c = 0; c < width; c++)
                {
                    var value = values[i + c].Evaluate(frame);
                    row[c + 1] = shape.Columns[c].Type == ScalarType.Dynamic ? value : Casts.To(value, shape.Columns[c].Type);
                }

                yield return row;
            }
        }
    }

    public static RowSource Print(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        var outputs = NamedOutputs.Compile(compiler, node.ChildrenOf("Expressions"), scope.WithRow(Shape.Empty), Tables.KnownShapeOf(node));
        return new RowSource(outputs.Shape, run => [outputs.Row(new Frame(run))]);
    }

    public static RowSource Range(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        var shape = Tables.ShapeOf(node);
        var from = compiler.Scalar(node.Child("From")!, scope);
        var to = compiler.Scalar(node.Child("To")!, scope);
        var step = compiler.Scalar(node.Child("Step")!, scope);
        var type = shape.Columns[0].Type;
        if (type is not (ScalarType.Int or ScalarType.Long or ScalarType.Real or ScalarType.DateTime or ScalarType.TimeSpan))
        {
            throw QueryCompiler.Refuse($"range over {type.Name()}", node);
        }

        return new RowSource(shape, run => Rows(run));

        IEnumerable<Value[]> Rows(Run run)
        {
            var frame = new Frame(run);
            foreach (var value in Steps(Casts.To(from.Evaluate(frame), type), Casts.To(to.Evaluate(frame), type), step.Evaluate(frame), type))
            {
                run.CountRow();
                yield return [default, value];
            }
        }
    }

    /// <summary>from, from + step ... up to and with to; nothing where the step leads away.</summary>
    public static IEnumerable<Value> Steps(Value from, Value to, Value step, ScalarType type)
    {
        if (from.IsNull || to.IsNull || step.IsNull)
        {
            yield break;
        }

        if (type == ScalarType.Real)
        {
            double start = from.AsReal, end = to.AsReal, by = Numbers.Real(step);
            for (long i = 0; by != 0; i++)
            {
                var at = start + (i * by);
                if (by > 0 ? at > end : at < end)
                {
                    yield break;
                }

                yield return Value.Of(at);
            }

            yield break;
        }

        var distance = step.Kind == ValueKind.Real ? (long)step.AsReal : step.AsLong;
        for (Int128 at = from.AsLong; distance != 0 && (distance > 0 ? at <= to.AsLong : at >= to.AsLong); at += distance)
        {
            yield return type switch
            {
                ScalarType.DateTime => Value.DateTime((long)at),
                ScalarType.TimeSpan => Value.TimeSpan((long)at),
                _ => Value.Of((long)at),
            };
        }
    }
}
