using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>rand() and new_guid(): numbers that follow from the run's seed, so that the same input gives the same rows.</summary>
internal static class ChanceFunctions
{
    public static void Register(FunctionTable table)
    {
        table.Add("rand", FunctionNature.Row, Rand);
        table.Add("new_guid", FunctionNature.Row, call =>
        {
            call.Compiler.ReadsChance(call.Span);
            return f => Value.Of(f.Run.NextGuid());
        });
    }

    private static Evaluate Rand(FunctionCall call)
    {
        call.Compiler.ReadsChance(call.Span);
        var below = call.Long(0);
        return f => below(f) is { } most and > 0 ? Value.Of(Math.Floor(f.Run.NextReal() * most)) : Value.Of(f.Run.NextReal());
    }
}
