using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>Keys of several values, each with a number from 0 in the order of first sight. A key that is looked up need not be kept: it is copied when it is new.</summary>
internal sealed class GroupTable(int width)
{
    private int[] _buckets = new int[64];
    private int[] _hashes = new int[32];
    private int[] _next = new int[32];
    private Value[] _keys = new Value[32 * width];

    public int Count { get; private set; }

    public ReadOnlySpan<Value> Key(int number) => _keys.AsSpan(number * width, width);

    /// <summary>The number of a key; new keys get the next one.</summary>
    public int NumberOf(ReadOnlySpan<Value> key)
    {
        var hash = Hash(key);
        for (var i = _buckets[hash & (_buckets.Length - 1)] - 1; i >= 0; i = _next[i])
        {
            if (_hashes[i] == hash && IsSame(key, i * width))
            {
                return i;
            }
        }

        if (Count == _hashes.Length)
        {
            Grow();
        }

        ref var bucket = ref _buckets[hash & (_buckets.Length - 1)];
        _hashes[Count] = hash;
        _next[Count] = bucket - 1;
        key.CopyTo(_keys.AsSpan(Count * width));
        bucket = ++Count;
        return Count - 1;
    }

    private static int Hash(ReadOnlySpan<Value> key)
    {
        var hash = 0u;
        foreach (var value in key)
        {
            hash = (uint)value.GetHashCode() + ((hash << 5) | (hash >> 27));
            hash *= 0x9E3779B1u;
        }

        return (int)(hash ^ (hash >> 15));
    }

    private bool IsSame(ReadOnlySpan<Value> key, int at)
    {
        for (var i = 0; i < key.Length; i++)
        {
            if (!key[i].Equals(_keys[at + i]))
            {
                return false;
            }
        }

        return true;
    }

    private void Grow()
    {
        var size = checked(Count * 2);
        Array.Resize(ref _hashes, size);
        Array.Resize(ref _next, size);
        Array.Resize(ref _keys, checked(size * width));
        _buckets = new int[size * 2];
        for (var i = 0; i < Count; i++)
        {
            ref var bucket = ref _buckets[_hashes[i] & (_buckets.Length - 1)];
            _next[i] = bucket - 1;
            bucket = i + 1;
        }
    }
}
