using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>convert_length() and its kind.</summary>
internal static class ConvertFunctions
{
    // Kelvin is the value plus the first number, times the second.
    private static readonly Dictionary<string, (double Before, double Scale)> Temperatures = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Kelvin"] = (0, 1), ["DegreeCelsius"] = (273.15, 1), ["MillidegreeCelsius"] = (273150, 0.001), ["DegreeFahrenheit"] = (459.67, 5.0 / 9), ["DegreeRankine"] = (0, 5.0 / 9), ["DegreeReaumur"] = (273.15 * 0.8, 1.25),
    };

    public static void Register(FunctionTable table)
    {
        foreach (var (name, sizes) in Units.Sizes)
        {
            table.Add(name, call =>
            {
                var (from, to) = (Unit(call, sizes, 1), Unit(call, sizes, 2));
                return Converted(call, x => x * from / to);
            });
        }

        table.Add("convert_temperature", call =>
        {
            var (from, to) = (Unit(call, Temperatures, 1), Unit(call, Temperatures, 2));
            return Converted(call, x => ((x + from.Before) * from.Scale / to.Scale) - to.Before);
        });
    }

    private static Evaluate Converted(FunctionCall call, Func<double, double> convert)
    {
        var value = call.Real(0);
        return f => value(f) is { } x ? Value.Of(convert(x)) : Value.Null;
    }

    private static T Unit<T>(FunctionCall call, IReadOnlyDictionary<string, T> units, int argument) =>
        units.TryGetValue(call.ConstantText(argument), out var unit) ? unit : throw call.Refuse($"the unit '{call.ConstantText(argument)}' is not known offline");
}
