using System.Collections.Immutable;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Aggregates;

/// <summary>A compiled aggregate: how to start one for a group, and the types of its values.</summary>
internal sealed record Aggregate(Func<Accumulator> Create, ImmutableArray<ScalarType> Types)
{
    public static Aggregate Of(ScalarType type, Func<Accumulator> create) => new(create, [type]);
}
