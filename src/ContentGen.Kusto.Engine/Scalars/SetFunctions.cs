using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>Arrays as sets. Kusto defines no order of the results; here it is that of the first appearance.</summary>
internal static class SetFunctions
{
    public static void Register(FunctionTable table)
    {
        table.Add("set_union", call => Of(call, sets => sets.SelectMany(s => s).Distinct()));
        table.Add("set_intersect", call => Of(call, sets => sets.Skip(1).Aggregate(sets[0].Distinct(), (a, b) => a.Intersect(b))));
        table.Add("set_difference", call => Of(call, sets => sets.Skip(1).Aggregate(sets[0].Distinct(), (a, b) => a.Except(b))));
        table.Add("set_has_element", HasElement);
        table.Add("set_equals", call => Compare(call, (a, b) => Value.Of(a.SetEquals(b))));
        // The Kusto library says that it returns an array; the page shows a share.
        table.Add("jaccard_index", _ => ScalarType.Real, call => Compare(call, Jaccard));
    }

    private static Evaluate Of(FunctionCall call, Func<IReadOnlyList<Value>[], IEnumerable<Value>> of)
    {
        var arrays = call.Args.Select(a => a.Evaluate).ToArray();
        return f =>
        {
            var sets = arrays.Select(a => a(f).AsArray?.Items).ToArray();
            return sets.Any(s => s is null) ? throw new RunStopped($"{call.Name}() of a value that is no array") : Value.Of(new DynamicArray([.. of(sets!)]));
        };
    }

    private static Evaluate HasElement(FunctionCall call)
    {
        Evaluate set = call.Of(0), element = call.Of(1);
        return f => set(f).AsArray is { } array && element(f) is { IsNull: false } wanted ? Value.Of(array.Items.Any(i => Expressions.Comparisons.AreEqual(i, wanted))) : Value.Null;
    }

    private static Value Jaccard(HashSet<Value> a, HashSet<Value> b) => a.Count + b.Count > 0
        ? Value.Of((double)a.Count(b.Contains) / a.Concat(b).Distinct().Count())
        : throw new RunStopped("what jaccard_index() gives of two empty arrays is not documented");

    private static Evaluate Compare(FunctionCall call, Func<HashSet<Value>, HashSet<Value>, Value> of)
    {
        Evaluate first = call.Of(0), second = call.Of(1);
        return f => first(f).AsArray is { } a && second(f).AsArray is { } b ? of([.. a.Items], [.. b.Items]) : throw new RunStopped($"{call.Name}() of a value that is no array");
    }
}
