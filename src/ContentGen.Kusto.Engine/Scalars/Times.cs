using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>Arithmetic of datetimes; null outside of the years 1 to 9999.</summary>
internal static class Times
{
    private const long MaxTicks = 3155378975999999999;

    public static Value Add(Value time, long ticks) => At((Int128)time.AsTicks + ticks);

    public static Value At(Int128 ticks) => ticks < 0 || ticks > MaxTicks ? Value.Null : Value.DateTime((long)ticks);
}
