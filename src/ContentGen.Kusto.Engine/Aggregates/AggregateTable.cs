namespace ContentGen.Kusto.Engine.Aggregates;

/// <summary>The aggregates that can be run, by name. A family registers its aggregates from a file of its own.</summary>
internal sealed class AggregateTable
{
    private readonly Dictionary<string, Func<AggregateCall, Aggregate>> _entries = new(StringComparer.Ordinal);

    public static AggregateTable All { get; } = Create();

    public IEnumerable<string> Names => _entries.Keys;

    public Func<AggregateCall, Aggregate>? Find(string name) => _entries.GetValueOrDefault(name);

    public void Add(string name, Func<AggregateCall, Aggregate> build) => _entries.Add(name, build);

    private static AggregateTable Create()
    {
        var table = new AggregateTable();
        CountAggregates.Register(table);
        return table;
    }
}
