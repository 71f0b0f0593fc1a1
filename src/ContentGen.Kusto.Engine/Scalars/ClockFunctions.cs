using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>now(), ago(): one time for the whole query; ingestion_time(): of the row that a table gave.</summary>
internal static class ClockFunctions
{
    public static void Register(FunctionTable table)
    {
        table.Add("now", FunctionNature.Run, call => Shifted(call, 1));
        table.Add("ago", FunctionNature.Run, call => Shifted(call, -1));
        table.Add("ingestion_time", FunctionNature.Row, _ => f => f.Row is [{ Held: TableData table } origin, ..] ? table.IngestionTime((int)origin.AsLong) : Value.Null);
    }

    private static Evaluate Shifted(FunctionCall call, int sign)
    {
        call.Compiler.ReadsClock(call.Span);
        if (call.Count == 0)
        {
            return f => f.Run.Now;
        }

        var by = call[0].Evaluate;
        return f => Casts.To(by(f), ScalarType.TimeSpan) is { IsNull: false } span ? Times.Add(f.Run.Now, sign * span.AsTicks) : Value.Null;
    }
}
