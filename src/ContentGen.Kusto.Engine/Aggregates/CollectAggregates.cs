using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Aggregates;

/// <summary>make_list, make_set, make_bag. Nulls are left out; of nothing they make an empty list. Sets keep the order of first sight and hold the items of arrays.</summary>
internal static class CollectAggregates
{
    private const long DefaultSize = 1_048_576;
    private const long OldSize = 128;

    public static void Register(AggregateTable table)
    {
        table.Add("make_list", "make_list_if", 1, call => List(call, DefaultSize, nulls: false));
        table.Add("makelist", call => List(call, OldSize, nulls: false));
        table.Add("make_list_with_nulls", call => List(call, DefaultSize, nulls: true));
        table.Add("make_set", "make_set_if", 1, call => Set(call, DefaultSize));
        table.Add("makeset", call => Set(call, OldSize));
        table.Add("make_bag", "make_bag_if", 1, Bag);
        table.Add("make_dictionary", Bag);
    }

    private static Aggregate List(AggregateCall call, long size, bool nulls)
    {
        var most = Size(call, size);
        return Aggregate.Of(ScalarType.Dynamic, () => new ListOf(call[0], most, nulls));
    }

    private static Aggregate Set(AggregateCall call, long size)
    {
        var most = Size(call, size);
        return Aggregate.Of(ScalarType.Dynamic, () => new SetOf(call[0], most));
    }

    private static Aggregate Bag(AggregateCall call)
    {
        var most = Size(call, DefaultSize);
        return Aggregate.Of(ScalarType.Dynamic, () => new BagOf(call[0].Evaluate, most));
    }

    private static long Size(AggregateCall call, long missing) =>
        call.ConstantLong(1, missing) is > 0 and <= DefaultSize and var size ? size : DefaultSize;

    private static Value Text(Expr value, Frame frame) =>
        value.Evaluate(frame) is var found && found.IsNull && value.Type == ScalarType.String ? Value.Of("") : found;

    private sealed class ListOf(Expr value, long most, bool nulls) : Accumulator
    {
        private readonly List<Value> _items = [];

        public override void Add(Frame frame)
        {
            var found = Text(value, frame);
            if (_items.Count < most && (nulls || !found.IsNull))
            {
                _items.Add(found);
            }
        }

        public override Value Result() => Value.Of(new DynamicArray(_items));
    }

    private sealed class SetOf(Expr value, long most) : Accumulator
    {
        private readonly HashSet<Value> _seen = [];
        private readonly List<Value> _items = [];

        public override void Add(Frame frame)
        {
            var found = Text(value, frame);
            if (found.AsArray is not { } array)
            {
                Add(found);
                return;
            }

            foreach (var item in array.Items)
            {
                Add(item.IsNull || item.AsArray is not null ? throw new RunStopped("whether a set holds the nulls and arrays in an array is not documented") : item);
            }
        }

        private void Add(Value found)
        {
            if (_items.Count < most && !found.IsNull && _seen.Add(found))
            {
                _items.Add(found);
            }
        }

        public override Value Result() => Value.Of(new DynamicArray(_items));
    }

    // Of two values of one key the first stays; Kusto says "an arbitrary value".
    private sealed class BagOf(Evaluate value, long most) : Accumulator
    {
        private readonly OrderedDictionary<string, Value> _entries = new(StringComparer.Ordinal);

        public override void Add(Frame frame)
        {
            foreach (var (key, entry) in value(frame).AsBag?.Entries ?? [])
            {
                if (_entries.Count < most)
                {
                    _ = _entries.TryAdd(key, entry);
                }
            }
        }

        // "empty dynamic array" by the page of summarize, a bag by that of make_bag.
        public override Value Result() => _entries.Count > 0 ? Value.Of(new DynamicBag(_entries)) : throw new RunStopped("what make_bag() gives of nothing is not documented");
    }
}
