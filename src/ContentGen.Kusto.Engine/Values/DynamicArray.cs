namespace ContentGen.Kusto.Engine.Values;

/// <summary>An array inside a dynamic. Never changed once made.</summary>
public sealed class DynamicArray(IReadOnlyList<Value> items) : IEquatable<DynamicArray>
{
    public static DynamicArray Empty { get; } = new([]);

    public IReadOnlyList<Value> Items { get; } = items;

    public int Count => Items.Count;

    /// <summary>The item at an index; a negative one counts from the end. Null outside.</summary>
    public Value At(long index)
    {
        var place = index < 0 ? index + Items.Count : index;
        return place >= 0 && place < Items.Count ? Items[(int)place] : Value.Null;
    }

    public bool Equals(DynamicArray? other) => other is not null && Items.SequenceEqual(other.Items);

    public override bool Equals(object? obj) => Equals(obj as DynamicArray);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }
}
