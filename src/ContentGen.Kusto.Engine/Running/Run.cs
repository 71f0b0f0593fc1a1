using System.Diagnostics;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Running;

/// <summary>One run of a program: its input, its limits, and what it remembers between rows.</summary>
internal sealed class Run
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly RunLimits _limits;
    private readonly CancellationToken _cancellation;
    private ulong _chance;
    private long _rows;
    private long _ticks;

    public Run(QueryInput input, RunLimits limits, int slots, Trace? trace, CancellationToken cancellation)
    {
        Input = input;
        _chance = (ulong)input.Seed;
        Now = Value.DateTime(input.Now.UtcTicks);
        Slots = new SlotList(slots);
        Trace = trace;
        _limits = limits;
        _cancellation = cancellation;
    }

    public QueryInput Input { get; }

    public Value Now { get; }

    public Trace? Trace { get; }

    /// <summary>What is computed once a run: lets, materialized rows, the right side of joins.</summary>
    public SlotList Slots { get; }

    /// <summary>Whether a join that keeps one left row of each key keeps the last in place of the first.</summary>
    public bool KeepsLast { get; init; }

    /// <summary>Whether such a join had a choice between rows that are not the same.</summary>
    public bool LeavesOpen { get; set; }

    /// <summary>What the filters after such a join let pass, as one number.</summary>
    public int Decisions { get; private set; }

    public int MaxRows => _limits.Rows;

    /// <summary>The next number of chance from 0 up to 1, by the run's seed (SplitMix64).</summary>
    public double NextReal() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, NextBits());
        BitConverter.TryWriteBytes(bytes[8..], NextBits());
        return new Guid(bytes);
    }

    public object Once(int slot, Func<Run, object> make) => Slots[slot] ??= make(this);

    public bool Decide(bool passes)
    {
        Decisions = HashCode.Combine(Decisions, passes);
        return passes;
    }

    private ulong NextBits()
    {
        var z = _chance += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>Called for each row that an operator makes; ends the run when it is cancelled, too long or too large.</summary>
    public void CountRow()
    {
        if (++_rows > _limits.WorkRows)
        {
            throw new RunStopped($"the query made more than {_limits.WorkRows} rows on the way");
        }

        Tick();
    }

    /// <summary>Called for each row that is looked at.</summary>
    public void Tick()
    {
        if ((++_ticks & 1023) != 0)
        {
            return;
        }

        _cancellation.ThrowIfCancellationRequested();
        if (Stopwatch.GetElapsedTime(_started) > _limits.Time)
        {
            throw new RunStopped($"the query ran longer than {_limits.Time.TotalSeconds:0.#} s");
        }
    }

    /// <summary>Rows kept in a list, with the bound on how many an operator may keep.</summary>
    public List<Value[]> Keep(IEnumerable<Value[]> rows)
    {
        var kept = new List<Value[]>();
        foreach (var row in rows)
        {
            if (kept.Count >= _limits.KeptRows)
            {
                throw new RunStopped($"an operator keeps more than {_limits.KeptRows} rows");
            }

            kept.Add(row);
        }

        return kept;
    }
}
