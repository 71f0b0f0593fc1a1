using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Aggregates;

/// <summary>
/// buildschema(): the types of numbers and texts by property, those of an array under `indexer`; of nothing, null
/// (https://learn.microsoft.com/kusto/query/buildschema-aggregation-function). The page names no other types.
/// </summary>
internal static class SchemaAggregate
{
    public static void Register(AggregateTable table) => table.Add("buildschema", call => Aggregate.Of(ScalarType.Dynamic, () => new Gathered(call[0].Evaluate)));

    private sealed class Gathered(Evaluate value) : Accumulator
    {
        private readonly Node _root = new();

        public override void Add(Frame frame)
        {
            if (value(frame) is { IsNull: false } found)
            {
                _root.Add(found);
            }
        }

        public override Value Result() => _root.Show();
    }

    private sealed class Node
    {
        private readonly List<string> _types = [];
        private readonly OrderedDictionary<string, Node> _properties = new(StringComparer.Ordinal);

        public void Add(Value value)
        {
            if (value.AsBag is { } bag)
            {
                foreach (var (key, item) in bag.Entries)
                {
                    Of(key).Add(item);
                }
            }
            else if (value.AsArray is { Count: > 0 } array)
            {
                foreach (var item in array.Items)
                {
                    Of("`indexer`").Add(item);
                }
            }
            else if (TypeOf(value) is var type && !_types.Contains(type))
            {
                _types.Add(type);
            }
        }

        public Value Show()
        {
            var shown = _types.Select(t => Value.Of(t)).ToList();
            if (_properties.Count > 0)
            {
                shown.Add(Value.Of(new DynamicBag(_properties.Select(p => KeyValuePair.Create(p.Key, p.Value.Show())))));
            }

            return shown.Count switch { 0 => Value.Null, 1 => shown[0], _ => Value.Of(new DynamicArray(shown)) };
        }

        private Node Of(string key)
        {
            if (!_properties.TryGetValue(key, out var node))
            {
                _properties.Add(key, node = new Node());
            }

            return node;
        }

        private static string TypeOf(Value value) => value.Kind switch
        {
            ValueKind.Long => "long",
            ValueKind.Real => "double",
            ValueKind.String => "string",
            _ => throw new RunStopped("buildschema() of nulls, empty arrays and other types than numbers and texts is not documented"),
        };
    }
}
