using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Aggregates;

/// <summary>The aggregates that can be run, by name. A family registers its aggregates from a file of its own.</summary>
internal sealed class AggregateTable
{
    private readonly Dictionary<string, Func<AggregateCall, Aggregate>> _entries = new(StringComparer.Ordinal);

    public static AggregateTable All { get; } = Create();

    public IEnumerable<string> Names => _entries.Keys;

    public Func<AggregateCall, Aggregate>? Find(string name) => _entries.GetValueOrDefault(name);

    public void Add(string name, Func<AggregateCall, Aggregate> build) => _entries.Add(name, build);

    /// <summary>An aggregate and its conditional form, whose condition is the argument at a place.</summary>
    public void Add(string name, string conditional, int condition, Func<AggregateCall, Aggregate> build)
    {
        Add(name, build);
        Add(conditional, call =>
        {
            var inner = build(call with { Args = call.Args.RemoveAt(condition) });
            var test = call[condition].Evaluate;
            return inner with { Create = () => new Conditional(inner.Create(), test) };
        });
    }

    private static AggregateTable Create()
    {
        var table = new AggregateTable();
        CountAggregates.Register(table);
        SumAggregates.Register(table);
        ExtremeAggregates.Register(table);
        PickAggregates.Register(table);
        CollectAggregates.Register(table);
        SpreadAggregates.Register(table);
        PercentileAggregates.Register(table);
        BitAggregates.Register(table);
        SketchAggregates.Register(table);
        SchemaAggregate.Register(table);
        return table;
    }

    private sealed class Conditional(Accumulator inner, Evaluate condition) : Accumulator
    {
        public override void Add(Frame frame)
        {
            if (condition(frame).IsTrue)
            {
                inner.Add(frame);
            }
        }

        public override int Write(Span<Value> cells) => inner.Write(cells);
    }
}
