using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Aggregates;

/// <summary>What an aggregate gathers of one group.</summary>
internal abstract class Accumulator
{
    public abstract void Add(Frame frame);

    /// <summary>The value of an aggregate that has one.</summary>
    public virtual Value Result() => Value.Null;

    /// <summary>Writes the values of the aggregate and says how many.</summary>
    public virtual int Write(Span<Value> cells)
    {
        cells[0] = Result();
        return 1;
    }
}
