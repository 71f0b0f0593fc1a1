using ContentGen.Kusto.Engine.Aggregates;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>dcount_hll(), percentile_tdigest() and the functions that merge what hll() and tdigest() made.</summary>
internal static class SketchFunctions
{
    public static void Register(FunctionTable table)
    {
        table.Add("dcount_hll", Lift.Any(v => Sketch.Read(v) is { } values ? Value.Of((long)values.Distinct().Count()) : Value.Null));
        table.Add("hll_merge", Merge);
        table.Add("merge_tdigest", Merge);
        table.Add("tdigest_merge", Merge);
        table.Add("percentile_tdigest", Percentile);
        table.Add("percentiles_array_tdigest", Percentiles);
    }

    private static Evaluate Merge(FunctionCall call)
    {
        var parts = call.Args.Select(a => a.Evaluate).ToArray();
        return f => Sketch.Of(parts.SelectMany(p => p(f) is var found && found.AsArray is { } array ? array.Items : [found]).SelectMany(v => Sketch.Read(v) ?? []));
    }

    // A third argument names the type of the result, which is that of the values.
    private static Evaluate Percentile(FunctionCall call)
    {
        var (digest, percent) = (call.Of(0), call.Real(1));
        return f => Sketch.Read(digest(f)) is { } values && percent(f) is { } rank ? At(values, rank) : Value.Null;
    }

    private static Evaluate Percentiles(FunctionCall call)
    {
        var digest = call.Of(0);
        var ranks = call.Args.Skip(1).Select(a => a.Evaluate).ToArray();
        return f => Sketch.Read(digest(f)) is { } values
            ? Series.Of(ranks.SelectMany(r => r(f) is var found && found.AsArray is { } array ? array.Items : [found]).Select(r => ValueOrder.IsNumber(r.Kind) ? At(values, Numbers.Real(r)) : Value.Null))
            : Value.Null;
    }

    private static Value At(IReadOnlyList<Value> values, double percent) => NearestRank.At([.. values.Order(Comparer<Value>.Create(ValueOrder.Compare)).Select(v => (v, 1L))], percent);
}
