using System.Diagnostics.CodeAnalysis;

namespace ContentGen.Kusto.Engine.Values;

/// <summary>A property bag inside a dynamic: keys in the order in which they came, a later value of the same key in the place of the first.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Kusto calls it a bag.")]
public sealed class DynamicBag : IEquatable<DynamicBag>
{
    private readonly OrderedDictionary<string, Value> _entries;

    public DynamicBag(IEnumerable<KeyValuePair<string, Value>> entries)
    {
        _entries = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            _entries[key] = value;
        }
    }

    public static DynamicBag Empty { get; } = new([]);

    public int Count => _entries.Count;

    public IEnumerable<KeyValuePair<string, Value>> Entries => _entries;

    public IEnumerable<string> Keys => _entries.Keys;

    public bool Has(string key) => _entries.ContainsKey(key);

    /// <summary>Null when there is no such key.</summary>
    public Value At(string key) => _entries.TryGetValue(key, out var value) ? value : Value.Null;

    /// <summary>The same keys with the same values, in whatever order.</summary>
    public bool Equals(DynamicBag? other) =>
        other is not null && Count == other.Count && _entries.All(e => other._entries.TryGetValue(e.Key, out var value) && value == e.Value);

    public override bool Equals(object? obj) => Equals(obj as DynamicBag);

    public override int GetHashCode()
    {
        var hash = Count;
        foreach (var (key, value) in _entries)
        {
            hash ^= HashCode.Combine(key, value);
        }

        return hash;
    }
}
