using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>series_fill_*(): gaps are nulls, or a given placeholder. Series of whole numbers stay so.</summary>
internal static class SeriesFillFunctions
{
    public static void Register(FunctionTable table)
    {
        table.Add("series_fill_forward", call => Fill(call, 1, (items, gap, _) => Forward(items, gap)));
        table.Add("series_fill_backward", call => Fill(call, 1, (items, gap, _) => Forward(items.Reverse(), gap).Reverse()));
        table.Add("series_fill_const", call => Fill(call, 2, (items, gap, f) => items.Select(i => gap(i) ? call.Has(1) ? call[1].Evaluate(f) : Value.Of(0L) : i)));
        table.Add("series_fill_linear", Linear);
    }

    private static Evaluate Fill(FunctionCall call, int placeholder, Func<IEnumerable<Value>, Func<Value, bool>, Frame, IEnumerable<Value>> fill)
    {
        var value = call.Of(0);
        var isGap = Gap(call, placeholder);
        return f =>
        {
            var gap = isGap(f);
            return value(f).AsArray is { } array ? Series.Of(fill(array.Items, gap, f)) : Value.Null;
        };
    }

    private static Func<Frame, Func<Value, bool>> Gap(FunctionCall call, int placeholder)
    {
        var missing = call.Has(placeholder) ? call.Of(placeholder) : _ => Value.Null;
        return f => missing(f) is { IsNull: false } mark ? i => Expressions.Comparisons.AreEqual(i, mark) : i => i.IsNull;
    }

    private static IEnumerable<Value> Forward(IEnumerable<Value> items, Func<Value, bool> gap)
    {
        var last = default(Value?);
        foreach (var item in items)
        {
            last = gap(item) ? last : item;
            yield return last ?? item;
        }
    }

    private static Evaluate Linear(FunctionCall call)
    {
        var value = call.Of(0);
        var isGap = Gap(call, 1);
        var edges = call.Has(2) ? call.Of(2) : _ => Value.True;
        var constant = call.Has(3) ? call.Of(3) : _ => Value.Of(0.0);
        return f =>
        {
            if (value(f).AsArray is not { } array)
            {
                return Value.Null;
            }

            var gap = isGap(f);
            var known = Enumerable.Range(0, array.Count).Where(i => !gap(array.Items[i])).ToArray();
            if (known.Length == 0)
            {
                return constant(f) is var fill && fill.IsNull ? Value.Of(array) : Series.Of(array.Items.Select(_ => Value.Of(Numbers.Real(fill)))); 
            }

            var whole = known.All(i => array.Items[i].Kind == ValueKind.Long);
            var numbers = known.All(i => Series.IsNumber(array.Items[i]));
            return numbers ? Series.Of(Enumerable.Range(0, array.Count).Select(i => At(array, known, i, whole, edges(f).IsTrue))) : throw new RunStopped("series_fill_linear() of values that are no numbers");
        };
    }

    // Between two known items on the line that joins them, cut off to a whole number in a series of such; outside of them the nearest.
    private static Value At(DynamicArray array, int[] known, int i, bool whole, bool edges)
    {
        var place = Array.BinarySearch(known, i);
        if (place >= 0)
        {
            return array.Items[i];
        }

        place = ~place;
        if (place == 0 || place == known.Length)
        {
            return edges ? array.Items[known[place == 0 ? 0 : ^1]] : Value.Null;
        }

        var (from, to) = (known[place - 1], known[place]);
        var (a, b) = (Numbers.Real(array.Items[from]), Numbers.Real(array.Items[to]));
        var between = a + ((b - a) / (to - from) * (i - from));
        return whole ? Value.Of((long)between) : Value.Of(between);
    }
}
