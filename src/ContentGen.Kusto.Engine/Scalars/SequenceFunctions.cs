using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>range() and repeat(): arrays made of numbers and times.</summary>
internal static class SequenceFunctions
{
    private const int MaxItems = 1_048_576;

    public static void Register(FunctionTable table)
    {
        table.Add("range", Range);
        table.Add("repeat", Repeat);
    }

    // The step is 1, or an hour for times; the array is cut at 1,048,576 values (documented).
    private static Evaluate Range(FunctionCall call)
    {
        Evaluate start = call.Of(0), stop = call.Of(1);
        var isTime = call[0].Type is ScalarType.DateTime or ScalarType.TimeSpan;
        var step = call.Has(2) ? call.Of(2) : _ => isTime ? Value.TimeSpan(TimeSpan.TicksPerHour) : Value.Of(1L);
        return f =>
        {
            Value from = start(f), to = stop(f), by = step(f);
            if (from.IsNull || to.IsNull || by.IsNull)
            {
                return Value.Null;
            }

            if (from.Kind == ValueKind.Real || to.Kind == ValueKind.Real || by.Kind == ValueKind.Real)
            {
                return Reals(Numbers.Real(from), Numbers.Real(to), Numbers.Real(by));
            }

            var whole = from.Kind == ValueKind.Long && to.Kind == ValueKind.Long && by.Kind == ValueKind.Long;
            var times = from.Kind is ValueKind.DateTime or ValueKind.TimeSpan && to.Kind == from.Kind && by.Kind == ValueKind.TimeSpan;
            return whole || times ? Steps(from, to.AsLong, by.AsLong) : throw new RunStopped("range() of values of different types");
        };
    }

    private static Value Steps(Value from, long to, long by)
    {
        if (by == 0)
        {
            throw new RunStopped("range() with a step of 0");
        }

        var items = new List<Value>();
        for (Int128 at = from.AsLong; (by > 0 ? at <= to : at >= to) && items.Count < MaxItems; at += by)
        {
            items.Add(from.Kind switch { ValueKind.Long => Value.Of((long)at), ValueKind.DateTime => Value.DateTime((long)at), _ => Value.TimeSpan((long)at) });
        }

        return Value.Of(new DynamicArray(items));
    }

    private static Value Reals(double from, double to, double by)
    {
        if (by == 0 || !double.IsFinite(from) || !double.IsFinite(to) || !double.IsFinite(by))
        {
            throw new RunStopped("range() with a step of 0 or without end");
        }

        var items = new List<Value>();
        for (var n = 0; n < MaxItems; n++)
        {
            var at = from + (n * by);
            if (by > 0 ? at > to : at < to)
            {
                break;
            }

            items.Add(Value.Of(at));
        }

        return Value.Of(new DynamicArray(items));
    }

    // No items for a count of 0, null for less.
    private static Evaluate Repeat(FunctionCall call)
    {
        var value = call.Of(0);
        var count = call.Long(1);
        return f => count(f) switch
        {
            null => Value.Null,
            < 0 => Value.Null,
            > MaxItems => throw new RunStopped("repeat() of more than 1,048,576 items"),
            var n => Value.Of(new DynamicArray([.. Enumerable.Repeat(value(f), (int)n)])),
        };
    }
}
