using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>bag_keys(), bag_merge() and their kind. Keys may be paths where the pages say so: $.a.b</summary>
internal static class BagFunctions
{
    public static void Register(FunctionTable table)
    {
        table.Add("bag_keys", Lift.Any(v => v.AsBag is { } bag ? Value.Of(new DynamicArray([.. bag.Keys.Select(k => Value.Of(k))])) : Value.Null));
        table.Add("bag_merge", Merge);
        table.Add("bag_remove_keys", Lift.Any(RemoveKeys));
        table.Add("bag_has_key", Lift.Any((v, key) => v.AsBag is { } bag ? Value.Of(Has(bag, key.AsText)) : Value.Null));
        table.Add("bag_set_key", SetKey);
        table.Add("bag_zip", Lift.Any(Zip));
        table.Add("treepath", Lift.Any(v => v.AsBag is not null ? Value.Of(new DynamicArray([.. Paths(v, "").Distinct().Select(p => Value.Of(p))])) : Value.Null));
        table.Add("dynamic_to_json", Lift.Any(v => Value.Of(DynamicJson.Write(Sorted(v)))));
    }

    // A key that several bags have keeps the value of the first.
    private static Evaluate Merge(FunctionCall call)
    {
        var bags = call.Args.Select(a => a.Evaluate).ToArray();
        return f =>
        {
            var entries = new List<KeyValuePair<string, Value>>();
            var known = new HashSet<string>(StringComparer.Ordinal);
            foreach (var bag in bags)
            {
                var one = bag(f).AsBag ?? throw new RunStopped("bag_merge() of a value that is no bag");
                entries.AddRange(one.Entries.Where(e => known.Add(e.Key)));
            }

            return Value.Of(new DynamicBag(entries));
        };
    }

    private static Value RemoveKeys(Value value, Value keys)
    {
        if (value.AsBag is null || keys.AsArray is not { } list)
        {
            return Value.Null;
        }

        foreach (var key in list.Items)
        {
            var steps = JsonPath.Parse(key.AsText) is { Count: > 0 } path ? path : [Value.Of(key.AsText)];
            value = steps.Any(s => !s.IsText) ? throw new RunStopped("bag_remove_keys() of an item of an array") : Without(value, steps, 0);
        }

        return value;
    }

    private static Value Without(Value value, IReadOnlyList<Value> steps, int at)
    {
        if (value.AsBag is not { } bag || !bag.Has(steps[at].AsText))
        {
            return value;
        }

        var key = steps[at].AsText;
        return Value.Of(new DynamicBag(bag.Entries.Where(e => at < steps.Count - 1 || e.Key != key).Select(e => e.Key == key ? new(key, Without(e.Value, steps, at + 1)) : e)));
    }

    private static bool Has(DynamicBag bag, string key)
    {
        if (JsonPath.Parse(key) is not { Count: > 0 } steps)
        {
            return bag.Has(key);
        }

        var holder = JsonPath.At(Value.Of(bag), steps.Take(steps.Count - 1));
        return steps[^1].IsText ? holder.AsBag?.Has(steps[^1].AsText) == true : holder.AsArray is { } array && steps[^1].AsLong < array.Count;
    }

    private static Evaluate SetKey(FunctionCall call)
    {
        Evaluate value = call.Of(0), wanted = call.Of(2);
        var key = call.Text(1);
        return f =>
        {
            if (value(f).AsBag is not { } bag)
            {
                return Value.Null;
            }

            var steps = JsonPath.Parse(key(f)) is { Count: > 0 } path ? path : [Value.Of(key(f))];
            return steps.Any(s => !s.IsText) ? throw new RunStopped("bag_set_key() of an item of an array") : Value.Of(With(bag, steps, 0, wanted(f)));
        };
    }

    private static DynamicBag With(DynamicBag bag, IReadOnlyList<Value> steps, int at, Value value)
    {
        var key = steps[at].AsText;
        if (at < steps.Count - 1)
        {
            if (bag.Has(key) && bag.At(key).AsBag is null)
            {
                throw new RunStopped("bag_set_key() below a value that is no bag");
            }

            value = Value.Of(With(bag.At(key).AsBag ?? DynamicBag.Empty, steps, at + 1, value));
        }

        return new DynamicBag(bag.Entries.Append(new(key, value)));
    }

    // Missing values are null, a key that is no text is left out with its value; a value that is no array gives each key null (emulator).
    private static Value Zip(Value keys, Value values)
    {
        if (keys.AsArray is not { } names)
        {
            return Value.Null;
        }

        var items = values.AsArray ?? DynamicArray.Empty;
        return Value.Of(new DynamicBag(names.Items.Select((k, i) => (Key: k, Value: items.At(i))).Where(p => p.Key.IsText).Select(p => new KeyValuePair<string, Value>(p.Key.AsText, p.Value))));
    }

    // The documented order: each step before what is below it; items of arrays share the path [0].
    private static IEnumerable<string> Paths(Value value, string path)
    {
        var below = value.AsBag is { } bag ? bag.Entries.Select(e => (e.Value, $"{path}['{e.Key}']")) : value.AsArray?.Items.Select(i => (i, $"{path}[0]"));
        return (below ?? []).SelectMany(b => Paths(b.Item1, b.Item2).Prepend(b.Item2));
    }

    private static Value Sorted(Value value) => value switch
    {
        { AsBag: { } bag } => Value.Of(new DynamicBag(bag.Entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => new KeyValuePair<string, Value>(e.Key, Sorted(e.Value))))),
        { AsArray: { } array } => Value.Of(new DynamicArray([.. array.Items.Select(Sorted)])),
        _ => value,
    };
}
