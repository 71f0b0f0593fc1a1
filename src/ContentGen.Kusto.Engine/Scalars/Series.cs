using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>Arrays of numbers as series_*() take them.</summary>
internal static class Series
{
    public static bool IsNumber(Value value) => value.Kind is ValueKind.Long or ValueKind.Real;

    /// <summary>The numbers of an array; null when it is none, or holds anything else.</summary>
    public static double[]? Numbers(Value value) => value.AsArray is { } array && array.Items.All(IsNumber) ? [.. array.Items.Select(Values.Numbers.Real)] : null;

    /// <summary>The items of an array as long as another; a single number stands for all of them.</summary>
    public static Value At(Value value, int index) => value.AsArray is { } array ? array.At(index) : IsNumber(value) ? value : Value.Null;

    public static Value Of(IEnumerable<Value> items) => Value.Of(new DynamicArray([.. items]));

    /// <summary>Item by item; null where one is no number. As long as the longer series.</summary>
    public static Func<FunctionCall, Evaluate> Pairwise(Func<Value, Value, Value> of) => call =>
    {
        Evaluate first = call.Of(0), second = call.Of(1);
        return f =>
        {
            Value a = first(f), b = second(f);
            if (a.AsArray is null && b.AsArray is null)
            {
                return Value.Null;
            }

            var length = Math.Max(a.AsArray?.Count ?? 0, b.AsArray?.Count ?? 0);
            return Of(Enumerable.Range(0, length).Select(i => At(a, i) is var x && At(b, i) is var y && IsNumber(x) && IsNumber(y) ? of(x, y) : Value.Null));
        };
    };

    /// <summary>Item by item as reals; null where one is no number.</summary>
    public static Func<FunctionCall, Evaluate> Each(Func<double, double> of) =>
        Lift.Array(a => Of(a.Items.Select(i => IsNumber(i) ? Value.Of(Defined(of, Values.Numbers.Real(i))) : Value.Null)));

    private static double Defined(Func<double, double> of, double x) => MathFunctions.Defined(of(x), x);

    /// <summary>One number of a whole series; null unless all its items are numbers.</summary>
    public static Func<FunctionCall, Evaluate> Whole(Func<double[], double> of) => Lift.Any(v => Numbers(v) is { } numbers ? Value.Of(of(numbers)) : Value.Null);
}
