using ContentGen.Core.Text;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>Tells a trace of the rows that found no partner, with their keys.</summary>
internal sealed class JoinTrace(TraceStep step, JoinKeys keys, TextSpan on)
{
    public void Left(Value[] row, Value[] key) => Add(row, keys.LeftNames, key);

    public void Right(Value[] row, Value[] key) => Add(row, keys.RightNames, key);

    private void Add(Value[] row, IEnumerable<string> names, Value[] key)
    {
        if (step.HasRoom)
        {
            step.Add(DroppedRow.Of(row, on, names.Zip(key, KeyValuePair.Create)));
        }
    }
}
