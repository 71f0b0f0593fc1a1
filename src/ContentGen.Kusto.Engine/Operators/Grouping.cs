using ContentGen.Kusto.Engine.Aggregates;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>Rows gathered by keys into accumulators.</summary>
internal sealed class Grouping(Evaluate[] keys, AggregateList list)
{
    public int KeyCount => keys.Length;

    /// <summary>A row for each group: its keys, then the results of the aggregates.</summary>
    public IEnumerable<Value[]> Groups(Run run, RowSource input)
    {
        var groups = new Dictionary<Value[], Accumulator[]>(RowKey.Comparer);
        var order = new List<(Value[] Key, Accumulator[] Accumulators)>();
        var frame = new Frame(run);
        var key = new Value[keys.Length];
        Accumulator[]? single = keys.Length == 0 ? Start([]) : null;
        foreach (var row in input.Rows(run))
        {
            run.Tick();
            frame.Row = row;
            var accumulators = single;
            if (accumulators is null)
            {
                for (var i = 0; i < keys.Length; i++)
                {
                    key[i] = keys[i](frame);
                }

                if (!groups.TryGetValue(key, out accumulators))
                {
                    var own = (Value[])key.Clone();
                    accumulators = Start(own);
                    groups.Add(own, accumulators);
                }
            }

            foreach (var accumulator in accumulators)
            {
                accumulator.Add(frame);
            }
        }

        return order.Select(g => Result(g.Key, g.Accumulators));

        Accumulator[] Start(Value[] own)
        {
            run.CountRow();
            var made = list.Create();
            order.Add((own, made));
            return made;
        }
    }

    private Value[] Result(Value[] key, Accumulator[] accumulators)
    {
        var row = new Value[1 + keys.Length + list.Width];
        key.CopyTo(row, 1);
        var at = 1 + keys.Length;
        foreach (var accumulator in accumulators)
        {
            at += accumulator.Write(row.AsSpan(at));
        }

        return row;
    }
}
