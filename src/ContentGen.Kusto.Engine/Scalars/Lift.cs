using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>Makes scalar functions out of plain functions of their arguments.</summary>
internal static class Lift
{
    /// <summary>Of one argument as text; whatever is no text is printed.</summary>
    public static Func<FunctionCall, Evaluate> Text(Func<string, Value> of) => call =>
    {
        var text = call.Text(0);
        return f => of(text(f));
    };

    public static Func<FunctionCall, Evaluate> Text(Func<string, string, Value> of) => call =>
    {
        var first = call.Text(0);
        var second = call.Text(1);
        return f => of(first(f), second(f));
    };

    /// <summary>Of one number as a real; null for a null or for what is no number.</summary>
    public static Func<FunctionCall, Evaluate> Real(Func<double, double?> of) => call =>
    {
        var number = call.Real(0);
        return f => number(f) is { } x ? Value.Of(of(x)) : Value.Null;
    };

    public static Func<FunctionCall, Evaluate> Real(Func<double, double, double?> of) => call =>
    {
        var first = call.Real(0);
        var second = call.Real(1);
        return f => first(f) is { } x && second(f) is { } y ? Value.Of(of(x, y)) : Value.Null;
    };

    public static Func<FunctionCall, Evaluate> Long(Func<long, long?> of) => call =>
    {
        var number = call.Long(0);
        return f => number(f) is { } x ? Value.Of(of(x)) : Value.Null;
    };

    public static Func<FunctionCall, Evaluate> Long(Func<long, long, long?> of) => call =>
    {
        var first = call.Long(0);
        var second = call.Long(1);
        return f => first(f) is { } x && second(f) is { } y ? Value.Of(of(x, y)) : Value.Null;
    };

    /// <summary>Of one argument as it is, which may be null.</summary>
    public static Func<FunctionCall, Evaluate> Any(Func<Value, Value> of) => call =>
    {
        var value = call.Of(0);
        return f => of(value(f));
    };

    public static Func<FunctionCall, Evaluate> Any(Func<Value, Value, Value> of) => call =>
    {
        var first = call.Of(0);
        var second = call.Of(1);
        return f => of(first(f), second(f));
    };

    /// <summary>Of one array; null for anything else.</summary>
    public static Func<FunctionCall, Evaluate> Array(Func<DynamicArray, Value> of) => Any(v => v.AsArray is { } array ? of(array) : Value.Null);
}
