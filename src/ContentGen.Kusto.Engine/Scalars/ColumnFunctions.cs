using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>Functions that ask for columns by name, and max_of(), min_of().</summary>
internal static class ColumnFunctions
{
    public static void Register(FunctionTable table)
    {
        table.Add("column_ifexists", FunctionNature.Row, call => call.Scope.Row.IndexOf(call.ConstantText(0)) is var place and >= 0 ? call.Scope.Row.Columns[place].Type : call[1].Type, IfExists);
        table.Alias("columnifexists", "column_ifexists");
        table.Add("iscolumnexists", FunctionNature.Row, call => { var known = call.Scope.Row.IndexOf(call.ConstantText(0)) >= 0; return _ => Value.Of(known); });
        table.Add("max_of", call => Extreme(call, 1));
        table.Add("min_of", call => Extreme(call, -1));
        table.Add("estimate_data_size", FunctionNature.Row, DataSize);
    }

    private static Evaluate IfExists(FunctionCall call)
    {
        var place = call.Scope.Row.IndexOf(call.ConstantText(0));
        return place < 0 ? call.Of(1) : f => f.Row[place + 1];
    }

    // Nulls are passed over.
    private static Evaluate Extreme(FunctionCall call, int sign)
    {
        var type = call.Type;
        var values = call.Args.Select(a => a.Evaluate).ToArray();
        if (type is ScalarType.Dynamic)
        {
            throw call.Refuse("dynamic values");
        }

        return f =>
        {
            var best = Value.Null;
            foreach (var value in values)
            {
                var one = Casts.To(value(f), type);
                best = !one.IsNull && (best.IsNull || ValueOrder.Compare(one, best) * sign > 0) ? one : best;
            }

            return best;
        };
    }

    // 8 bytes a number or time, a text its length (the page's example); nothing is said of the other types.
    private static Evaluate DataSize(FunctionCall call)
    {
        var star = call.Node.Child("ArgumentList")?.Children.Any(a => a.Kind == "StarExpression") == true;
        Expr[] parts = star ? [.. call.Scope.Row.Columns.Select((c, i) => new Expr { Type = c.Type, Evaluate = f => f.Row[i + 1] })] : [.. call.Args];
        if (parts.Any(p => p.Type is not (ScalarType.Long or ScalarType.Real or ScalarType.DateTime or ScalarType.TimeSpan or ScalarType.String)))
        {
            throw call.Refuse("the size of a value of this type is not documented");
        }

        return f => Value.Of(parts.Sum(p => p.Type == ScalarType.String ? System.Text.Encoding.UTF8.GetByteCount(p.Evaluate(f).AsText) : 8L));
    }
}
