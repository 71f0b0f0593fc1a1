using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Aggregates;

/// <summary>Aggregates whose results have a form that is not documented: hll, tdigest, buildschema. Only those of nothing are known: null.</summary>
internal static class OpaqueAggregates
{
    public static void Register(AggregateTable table)
    {
        foreach (var name in (string[])["hll", "tdigest", "buildschema"])
        {
            table.Add(name, call => Aggregate.Of(ScalarType.Dynamic, () => new Nothing(name, call[0].Evaluate)));
        }
    }

    private sealed class Nothing(string name, Evaluate value) : Accumulator
    {
        public override void Add(Frame frame)
        {
            if (!value(frame).IsNull)
            {
                throw new RunStopped($"the form of what {name}() makes is not documented");
            }
        }
    }
}
