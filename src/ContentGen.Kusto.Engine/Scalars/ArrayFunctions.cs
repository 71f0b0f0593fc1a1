using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Expressions;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>array_length(), array_concat(), array_slice() and their kind; null for what is no array.</summary>
internal static class ArrayFunctions
{
    public static void Register(FunctionTable table)
    {
        table.Add("array_length", Lift.Array(a => Value.Of((long)a.Count)));
        table.Alias("arraylength", "array_length");
        table.Add("array_reverse", Lift.Array(a => Value.Of(new DynamicArray([.. a.Items.Reverse()]))));
        table.Add("array_sum", Lift.Array(Sum));
        table.Add("array_concat", Concat);
        table.Add("array_iff", Iff);
        table.Alias("array_iif", "array_iff");
        table.Add("array_index_of", IndexOf);
        table.Add("array_slice", Slice);
        table.Add("array_split", Split);
        table.Add("array_rotate_left", call => Rotate(call, 1));
        table.Add("array_rotate_right", call => Rotate(call, -1));
        table.Add("array_shift_left", call => Shift(call, 1));
        table.Add("array_shift_right", call => Shift(call, -1));
        table.Add("zip", Zip);
    }

    private static Value Sum(DynamicArray array) =>
        array.Items.All(i => i.Kind is ValueKind.Long or ValueKind.Real) ? Value.Of(array.Items.Sum(Numbers.Real)) : array.Items.Any(i => i.Kind is ValueKind.Null or ValueKind.Bool) ? throw new RunStopped("array_sum() of nulls is not documented") : Value.Null;

    private static Evaluate Concat(FunctionCall call)
    {
        var arrays = call.Args.Select(a => a.Evaluate).ToArray();
        return f => Value.Of(new DynamicArray([.. arrays.SelectMany(a => a(f).AsArray?.Items ?? throw new RunStopped("array_concat() of a value that is no array"))]));
    }

    // Numbers count as true unless they are 0; what is neither number nor bool gives null. A scalar stands for all items; a shorter array ends in nulls.
    private static Evaluate Iff(FunctionCall call)
    {
        Evaluate condition = call.Of(0), whenTrue = call.Of(1), whenFalse = call.Of(2);
        return f =>
        {
            if (condition(f).AsArray is not { } array)
            {
                return Value.Null;
            }

            Value yes = whenTrue(f), no = whenFalse(f);
            return Value.Of(new DynamicArray([.. array.Items.Select((c, i) => c.Kind switch
            {
                ValueKind.Bool => Pick(c.AsBool ? yes : no, i),
                ValueKind.Long or ValueKind.Real => Pick(Numbers.Real(c) != 0 ? yes : no, i),
                _ => Value.Null,
            })]));
        };
    }

    private static Value Pick(Value from, int i) => from.AsArray is { } array ? array.At(i) : from;

    private static Evaluate IndexOf(FunctionCall call)
    {
        Evaluate value = call.Of(0), wanted = call.Of(1);
        Func<Frame, long?> start = call.Long(2, 0), length = call.Long(3, -1), occurrence = call.Long(4, 1);
        return f =>
        {
            if (value(f).AsArray is not { } array || start(f) is not { } from || length(f) is not { } count || occurrence(f) is not { } nth || count < -1 || nth < 1)
            {
                return Value.Null;
            }

            var look = wanted(f);
            from = Math.Clamp(from < 0 ? from + array.Count : from, 0, array.Count);
            var end = count < 0 ? array.Count : Math.Min(from + count, array.Count);
            for (var i = from; i < end; i++)
            {
                if (!look.IsNull && Comparisons.AreEqual(array.Items[(int)i], look) && --nth == 0)
                {
                    return Value.Of(i);
                }
            }

            return Value.Of(-1L);
        };
    }

    // Both ends belong to the slice; negative ones count from the end.
    private static Evaluate Slice(FunctionCall call)
    {
        var value = call.Of(0);
        Func<Frame, long?> start = call.Long(1), end = call.Long(2);
        return f =>
        {
            if (value(f).AsArray is not { } array || start(f) is not { } from || end(f) is not { } to)
            {
                return Value.Null;
            }

            from = Math.Max(from < 0 ? from + array.Count : from, 0);
            to = Math.Min(to < 0 ? to + array.Count : to, array.Count - 1);
            return Value.Of(from > to ? DynamicArray.Empty : new DynamicArray([.. array.Items.Skip((int)from).Take((int)(to - from + 1))]));
        };
    }

    // At one index or several, each the first item of a new part; negative ones count from the end.
    private static Evaluate Split(FunctionCall call)
    {
        Evaluate value = call.Of(0), at = call.Of(1);
        return f =>
        {
            if (value(f).AsArray is not { } array)
            {
                return Value.Null;
            }

            var where = at(f);
            var parts = new List<Value>();
            var done = 0;
            foreach (var index in where.AsArray?.Items ?? [where])
            {
                if (index.Kind != ValueKind.Long)
                {
                    return Value.Null;
                }

                var end = (int)Math.Clamp(index.AsLong < 0 ? index.AsLong + array.Count : index.AsLong, done, array.Count);
                parts.Add(Value.Of(new DynamicArray([.. array.Items.Skip(done).Take(end - done)])));
                done = end;
            }

            parts.Add(Value.Of(new DynamicArray([.. array.Items.Skip(done)])));
            return Value.Of(new DynamicArray(parts));
        };
    }

    private static Evaluate Rotate(FunctionCall call, int sign)
    {
        var value = call.Of(0);
        var count = call.Long(1);
        return f => value(f).AsArray is { } array && count(f) is { } by
            ? Value.Of(new DynamicArray([.. array.Items.Select((_, i) => array.Items[(int)(((((i + (sign * by)) % array.Count) + array.Count) % array.Count))])]))
            : Value.Null;
    }

    private static Evaluate Shift(FunctionCall call, int sign)
    {
        var value = call.Of(0);
        var count = call.Long(1);
        var filler = call.Has(2) ? call.Of(2) : _ => Value.Null;
        return f => value(f).AsArray is { } array && count(f) is { } by
            ? Value.Of(new DynamicArray([.. array.Items.Select((_, i) => i + (sign * by) is var from && from >= 0 && from < array.Count ? array.Items[(int)from] : filler(f))]))
            : Value.Null;
    }

    // The longest decides; shorter ones end in nulls.
    private static Evaluate Zip(FunctionCall call)
    {
        var arrays = call.Args.Select(a => a.Evaluate).ToArray();
        return f =>
        {
            var items = arrays.Select(a => a(f).AsArray ?? throw new RunStopped("zip() of a value that is no array")).ToArray();
            return Value.Of(new DynamicArray([.. Enumerable.Range(0, items.Max(i => i.Count)).Select(n => Value.Of(new DynamicArray([.. items.Select(i => i.At(n))])))]));
        };
    }
}
