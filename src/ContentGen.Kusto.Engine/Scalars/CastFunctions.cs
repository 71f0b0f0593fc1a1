using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>tolong(), tostring(), parse_json() and their kind.</summary>
internal static class CastFunctions
{
    public static void Register(FunctionTable table)
    {
        foreach (var (name, type) in new (string, ScalarType)[]
        {
            ("tolong", ScalarType.Long), ("toint", ScalarType.Int), ("todouble", ScalarType.Real), ("toreal", ScalarType.Real),
            ("todecimal", ScalarType.Decimal), ("tobool", ScalarType.Bool), ("toboolean", ScalarType.Bool), ("todatetime", ScalarType.DateTime),
            ("totimespan", ScalarType.TimeSpan), ("totime", ScalarType.TimeSpan), ("toguid", ScalarType.Guid),
        })
        {
            table.Add(name, call => To(call, type));
        }

        table.Add("tostring", Lift.Text(Value.Of));
        table.Add("parse_json", ParseJson);
        table.Alias("parsejson", "parse_json");
        table.Alias("todynamic", "parse_json");
        table.Alias("toobject", "parse_json");
        table.Add("gettype", call => Kind(call[0]));
    }

    private static Evaluate To(FunctionCall call, ScalarType type)
    {
        var value = call[0].Evaluate;
        return type == ScalarType.String && call[0].Type == ScalarType.Bool ? f => Value.Of(ValueText.Of(value(f), ScalarType.Bool)) : f => Casts.To(value(f), type);
    }

    private static Evaluate ParseJson(FunctionCall call)
    {
        var value = call[0].Evaluate;
        return f => value(f) is { IsText: true } v && call[0].Type == ScalarType.String ? DynamicJson.Parse(v.AsText) : value(f);
    }

    private static Evaluate Kind(Expr argument)
    {
        var value = argument.Evaluate;
        return f => Value.Of(value(f).Kind switch
        {
            ValueKind.Null => argument.Type == ScalarType.Dynamic ? "null" : argument.Type.Name(),
            ValueKind.Array => "array",
            ValueKind.Bag => "dictionary",
            ValueKind.Long when argument.Type == ScalarType.Int => "int",
            // Inside a dynamic a number is an int (the page's example) unless it is too large for one.
            ValueKind.Long when argument.Type == ScalarType.Dynamic && value(f).AsLong is >= int.MinValue and <= int.MaxValue => "int",
            var kind => kind.ToString().ToLowerInvariant(),
        });
    }
}
