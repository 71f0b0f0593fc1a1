namespace ContentGen.Kusto.Engine.Running;

/// <summary>What a run remembers, by slot. Grows where a part of the query is compiled during the run.</summary>
internal sealed class SlotList(int count)
{
    private object?[] _slots = new object?[count];

    public object? this[int slot]
    {
        get => slot < _slots.Length ? _slots[slot] : null;
        set
        {
            if (slot >= _slots.Length)
            {
                Array.Resize(ref _slots, slot + 16);
            }

            _slots[slot] = value;
        }
    }
}
