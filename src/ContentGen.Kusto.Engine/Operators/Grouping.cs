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
        var table = new GroupTable(keys.Length);
        var groups = new List<Accumulator[]>();
        var frame = new Frame(run);
        var key = new Value[keys.Length];
        if (keys.Length == 0)
        {
            _ = table.NumberOf(key);
            groups.Add(list.Create());
        }

        input.Visit(run, row =>
        {
            frame.Row = row;
            var number = 0;
            if (key.Length > 0)
            {
                for (var i = 0; i < key.Length; i++)
                {
                    key[i] = keys[i](frame);
                }

                number = table.NumberOf(key);
                if (number == groups.Count)
                {
                    run.CountRow();
                    groups.Add(list.Create());
                }
            }

            foreach (var accumulator in groups[number])
            {
                accumulator.Add(frame);
            }
        });

        return groups.Select((g, i) => Result(table.Key(i), g));
    }

    private Value[] Result(ReadOnlySpan<Value> key, Accumulator[] accumulators)
    {
        var row = new Value[1 + keys.Length + list.Width];
        key.CopyTo(row.AsSpan(1));
        var at = 1 + keys.Length;
        foreach (var accumulator in accumulators)
        {
            at += accumulator.Write(row.AsSpan(at));
        }

        return row;
    }
}
