using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>bin(): the next multiple at or below; null for a null value, a null size or one that is not positive.</summary>
internal static class BinFunctions
{
    public static void Register(FunctionTable table)
    {
        table.Add("bin", Bin);
        table.Alias("floor", "bin");
        table.Add("bin_at", BinAt);
    }

    // The multiple of the size, counted from a fixed point, at or below the value.
    private static Evaluate BinAt(FunctionCall call)
    {
        Evaluate value = call.Of(0), size = call.Of(1), point = call.Of(2);
        var type = call.Type;
        return f =>
        {
            Value v = value(f), s = size(f), p = point(f);
            if (v.IsNull || s.IsNull || p.IsNull)
            {
                return Value.Null;
            }

            if (type is ScalarType.DateTime or ScalarType.TimeSpan)
            {
                if (v.Kind != p.Kind || s.Kind != ValueKind.TimeSpan || s.AsTicks <= 0)
                {
                    return Value.Null;
                }

                var ticks = (Int128)p.AsTicks + FloorTo(v.AsTicks - p.AsTicks, s.AsTicks);
                return type == ScalarType.DateTime ? Times.At(ticks) : Value.TimeSpan((long)ticks);
            }

            if (v.Kind == ValueKind.Long && s.Kind == ValueKind.Long && p.Kind == ValueKind.Long && type != ScalarType.Real)
            {
                return s.AsLong <= 0 ? Value.Null : Value.Of(p.AsLong + FloorTo(v.AsLong - p.AsLong, s.AsLong));
            }

            var (x, width, fixedPoint) = (Numbers.Real(v), Numbers.Real(s), Numbers.Real(p));
            return width > 0 ? Casts.To(Value.Of((Math.Floor((x - fixedPoint) / width) * width) + fixedPoint), type) : Value.Null;
        };
    }

    private static Evaluate Bin(FunctionCall call)
    {
        var value = call[0].Evaluate;
        var size = call[1].Evaluate;
        if (call.Type is ScalarType.DateTime or ScalarType.TimeSpan && call[1] is { IsConstant: true, Constant: { Kind: ValueKind.TimeSpan, AsTicks: > 0 } constant })
        {
            // The common case: bin(TimeGenerated, 1h).
            var ticks = constant.AsTicks;
            return f => value(f) is { IsNull: false } v ? Floor(v, ticks) : Value.Null;
        }

        return f => Of(value(f), size(f), call.Type);
    }

    public static Value Of(Value value, Value size, ScalarType type)
    {
        if (value.IsNull || size.IsNull)
        {
            return Value.Null;
        }

        switch (type)
        {
            case ScalarType.DateTime or ScalarType.TimeSpan:
                var ticks = size.Kind == ValueKind.TimeSpan ? size.AsTicks : Casts.To(size, ScalarType.Long) is { IsNull: false } whole ? whole.AsLong : 0;
                return ticks > 0 ? Floor(value, ticks) : Value.Null;
            case ScalarType.Int or ScalarType.Long:
                var step = Casts.To(size, ScalarType.Long);
                return step.IsNull || step.AsLong <= 0 ? Value.Null : Value.Of(FloorTo(value.AsLong, step.AsLong));
            case ScalarType.Real:
                var width = Numbers.Real(size);
                return width > 0 ? Value.Of(Math.Floor(Numbers.Real(value) / width) * width) : Value.Null;
            case ScalarType.Decimal:
                var part = Numbers.Decimal(size);
                return part > 0 ? Value.Of(Math.Floor(Numbers.Decimal(value) / part) * part) : Value.Null;
            default:
                return Value.Null;
        }
    }

    private static Value Floor(Value value, long ticks) =>
        value.Kind == ValueKind.DateTime ? Value.DateTime(FloorTo(value.AsTicks, ticks)) : Value.TimeSpan(FloorTo(value.AsTicks, ticks));

    private static long FloorTo(long value, long size)
    {
        var rest = value % size;
        return rest < 0 ? value - rest - size : value - rest;
    }
}
