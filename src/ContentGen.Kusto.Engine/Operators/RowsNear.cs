using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>rows_near(condition, before [, after]): the rows for which a condition holds, with so many rows around each.</summary>
internal static class RowsNear
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode call, RowSource input, Scope scope)
    {
        var arguments = (call.Child("ArgumentList")?.Children ?? []).Select(a => compiler.Scalar(a, scope.WithRow(input.Shape))).ToArray();
        if (arguments.Length is < 2 or > 3)
        {
            throw QueryCompiler.Refuse("rows_near with other than two or three arguments", call);
        }

        return new RowSource(input.Shape, Rows);

        IEnumerable<Value[]> Rows(Run run)
        {
            var rows = run.Keep(input.Rows(run));
            var frame = new Frame(run);
            long before = Casts.To(arguments[1].Evaluate(frame), ScalarType.Long).AsLong, after = Casts.To(arguments[^1].Evaluate(frame), ScalarType.Long).AsLong;
            var near = new bool[rows.Count];
            for (var i = 0; i < rows.Count; i++)
            {
                frame.Row = rows[i];
                if (arguments[0].Evaluate(frame).IsTrue)
                {
                    for (var n = Math.Max(0, i - before); n <= Math.Min(rows.Count - 1, i + after); n++)
                    {
                        near[n] = true;
                    }
                }
            }

            return rows.Where((_, i) => near[i]);
        }
    }
}
