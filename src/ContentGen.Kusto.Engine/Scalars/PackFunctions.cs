using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>Values and columns put into bags and arrays.</summary>
internal static class PackFunctions
{
    public static void Register(FunctionTable table)
    {
        table.Add("bag_pack", Pack);
        table.Alias("pack", "bag_pack");
        table.Alias("pack_dictionary", "bag_pack");
        table.Add("pack_array", FunctionNature.Row, PackArray);
        table.Add("pack_all", FunctionNature.Row, PackAll);
        table.Add("bag_pack_columns", FunctionNature.Row, PackColumns);
    }

    private static Evaluate Pack(FunctionCall call)
    {
        if (call.Count % 2 != 0)
        {
            throw call.Refuse("a key without a value");
        }

        var entries = Enumerable.Range(0, call.Count / 2).Select(i => (Key: call.Text(i * 2), Value: Packed(call[(i * 2) + 1]))).ToArray();
        return f => Value.Of(new DynamicBag(entries.Select(e => new KeyValuePair<string, Value>(e.Key(f), e.Value(f)))));
    }

    // pack_array(*) takes all columns.
    private static Evaluate PackArray(FunctionCall call)
    {
        var stars = call.Node.Child("ArgumentList")?.Children.Count(a => a.Kind == "StarExpression") ?? 0;
        if (stars > 0 && call.Count > 0)
        {
            throw call.Refuse("* beside other arguments");
        }

        var items = stars > 0 ? [.. Columns(call).Select(c => c.Cell)] : call.Args.Select(Packed).ToArray();
        return f => Value.Of(new DynamicArray([.. items.Select(i => i(f))]));
    }

    private static Evaluate PackAll(FunctionCall call)
    {
        var columns = Columns(call);
        var skip = call.Has(0) && (call[0].IsConstant ? call[0].Constant.IsTrue : throw call.Refuse("its argument is not a constant"));
        return f => Value.Of(new DynamicBag(columns.Select(c => new KeyValuePair<string, Value>(c.Name, c.Cell(f))).Where(e => !skip || !(e.Value.IsNull || (e.Value.IsText && e.Value.AsText.Length == 0)))));
    }

    private static Evaluate PackColumns(FunctionCall call)
    {
        var columns = call.Args.Select((a, i) => (Name: a.Cell > 0 ? call.Scope.Row.Columns[a.Cell - 1].Name : throw call.Refuse($"argument {i + 1} is no column"), Value: Packed(a))).ToArray();
        return f => Value.Of(new DynamicBag(columns.Select(c => new KeyValuePair<string, Value>(c.Name, c.Value(f)))));
    }

    private static (string Name, Evaluate Cell)[] Columns(FunctionCall call) =>
        [.. call.Scope.Row.Columns.Select((c, i) => (c.Name, Packed(new Expr { Type = c.Type, Evaluate = f => f.Row[i + 1] })))];

    // A missing text is the empty one.
    private static Evaluate Packed(Expr value)
    {
        var evaluate = value.Evaluate;
        return value.Type == ScalarType.String ? f => Value.Of(evaluate(f).AsText) : evaluate;
    }
}
