using System.Collections;
using System.Globalization;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Running;

/// <summary>Values of .NET as cells of a column.</summary>
internal static class Conversion
{
    /// <summary>What is wrong; null when all is well.</summary>
    public static string? TryRead(object? given, ScalarType type, out Value value)
    {
        value = Read(given);
        if (value.IsNull || type == ScalarType.Dynamic)
        {
            return null;
        }

        var cast = Casts.To(value, type);
        if (cast.IsNull && type != ScalarType.String)
        {
            return $"'{ValueText.Of(value)}' is no {type.Name()}";
        }

        value = cast;
        return null;
    }

    private static Value Read(object? given) => given switch
    {
        null => Value.Null,
        Value value => value,
        bool truth => Value.Of(truth),
        string text => Value.Of(text),
        double real => Value.Of(real),
        float real => Value.Of((double)real),
        decimal number => Value.Of(number),
        DateTimeOffset time => Value.DateTime(time.UtcTicks),
        DateTime time => Value.DateTime(time.Kind == DateTimeKind.Local ? time.ToUniversalTime().Ticks : time.Ticks),
        TimeSpan span => Value.TimeSpan(span.Ticks),
        Guid guid => Value.Of(guid),
        IEnumerable<KeyValuePair<string, object?>> entries => Value.Of(new DynamicBag(entries.Select(e => KeyValuePair.Create(e.Key, Read(e.Value))))),
        IEnumerable items => Value.Of(new DynamicArray([.. items.Cast<object?>().Select(Read)])),
        IConvertible number => Value.Of(number.ToInt64(CultureInfo.InvariantCulture)),
        _ => Value.Of(given.ToString()),
    };
}
