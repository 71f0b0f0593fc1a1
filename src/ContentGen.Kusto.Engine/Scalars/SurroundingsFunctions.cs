using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>bin_auto(), which set statements rule; the names of the database and its cluster.</summary>
internal static class SurroundingsFunctions
{
    public static void Register(FunctionTable table)
    {
        table.Add("bin_auto", FunctionNature.Run, BinAuto);
        table.Add("current_database", FunctionNature.Run, _ => f => Given(f.Run.Input.Database, "current_database"));
        table.Add("current_cluster_endpoint", FunctionNature.Run, _ => f => Given(f.Run.Input.Cluster, "current_cluster_endpoint"));
    }

    private static Value Given(string? name, string function) => name is null ? throw new RunStopped($"what {function}() gives is not given") : Value.Of(name);

    private static Evaluate BinAuto(FunctionCall call)
    {
        var size = Options.Find(call.Compiler, call.Scope, "query_bin_auto_size") ?? throw call.Refuse("without a set query_bin_auto_size");
        var at = Options.Find(call.Compiler, call.Scope, "query_bin_auto_at");
        var value = call[0].Evaluate;
        return f =>
        {
            Value x = value(f), step = size.Evaluate(f), origin = at?.Evaluate(f) ?? Value.Null;
            if (origin.IsNull || x.IsNull)
            {
                return BinFunctions.Of(x, step, call.Type);
            }

            var distance = BinFunctions.Of(Value.TimeSpan(x.AsTicks - origin.AsTicks), step, ScalarType.TimeSpan);
            return distance.IsNull ? Value.Null : x.Kind == ValueKind.DateTime ? Times.Add(origin, distance.AsTicks) : throw new RunStopped("bin_auto() of something else than a datetime");
        };
    }
}
