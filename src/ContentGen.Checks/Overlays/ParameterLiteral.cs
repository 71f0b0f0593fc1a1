using System.Globalization;
using ContentGen.Core.Content;
using ContentGen.Core.Text;
using ContentGen.Core.Time;
using ContentGen.Core.Yaml;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Checks.Overlays;

/// <summary>A workspace's value for a parameter as KQL.</summary>
internal static class ParameterLiteral
{
    /// <summary>Values in one list; a query of 10,000 characters, the most that Sentinel takes, has room for far fewer.</summary>
    public const int MaxValues = 10_000;

    /// <param name="value">As the workspace has it.</param>
    /// <param name="type">A Kusto scalar type or "list of" one.</param>
    /// <param name="fault">The value that does not fit and why, or null.</param>
    /// <returns>A literal; null when there is a fault.</returns>
    public static string? Write(ParameterValue value, string type, out (TextSpan Span, string Why)? fault)
    {
        const string ListOf = "list of ";
        var isList = type.StartsWith(ListOf, StringComparison.Ordinal) || (type == "dynamic" && value.IsList);
        var item = type.StartsWith(ListOf, StringComparison.Ordinal) ? type[ListOf.Length..].Trim() : type.Trim();
        fault = value.IsList && !isList ? (value.Span, $"a list, but the parameter is declared as {type}")
            : !value.IsList && isList ? (value.Span, $"a single value, but the parameter is declared as {type}")
            : value.Values.Length > MaxValues ? (value.Span, $"a list of {value.Values.Length:N0} values; there may be {MaxValues:N0}")
            : null;
        if (fault is not null)
        {
            return null;
        }

        var parts = new List<string>(value.Values.Length);
        foreach (var scalar in value.Values)
        {
            if (One(scalar, item, inList: isList) is not { } text)
            {
                fault = (scalar.Span, $"'{Shortened(scalar.Value)}', which is no {item}");
                return null;
            }

            parts.Add(text);
        }

        return isList ? $"dynamic([{string.Join(", ", parts)}])" : parts[0];
    }

    // Inside of dynamic() there is JSON: dates and times are texts there.
    private static string? One(YamlScalar scalar, string type, bool inList)
    {
        var text = scalar.Value;
        var isPlain = scalar.Style == YamlScalarStyle.Plain;
        switch (type)
        {
            case "string":
                return KqlTexts.Quote(text);
            case "long" or "int":
                return isPlain && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && (type == "long" || whole is >= int.MinValue and <= int.MaxValue)
                    ? inList || type == "long" ? whole.ToString(CultureInfo.InvariantCulture) : $"int({whole.ToString(CultureInfo.InvariantCulture)})"
                    : null;
            case "real" or "decimal":
                return isPlain && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                    ? inList ? number.ToString(CultureInfo.InvariantCulture) : $"{type}({number.ToString(CultureInfo.InvariantCulture)})"
                    : null;
            case "bool":
                return isPlain && text is "true" or "false" ? text : null;
            case "guid":
                return Guid.TryParseExact(text, "D", out var guid) ? inList ? KqlTexts.Quote(guid.ToString()) : $"guid({guid})" : null;
            case "datetime":
                return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                    ? inList ? KqlTexts.Quote(Iso(time)) : $"datetime({Iso(time)})"
                    : null;
            case "timespan":
                return RuleDuration.TryParse(text) is { } duration ? inList ? KqlTexts.Quote(duration.ToString("c", CultureInfo.InvariantCulture)) : $"timespan({duration.ToString("c", CultureInfo.InvariantCulture)})" : null;
            case "dynamic":
                return isPlain && (text is "true" or "false" || decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)) ? text : KqlTexts.Quote(text);
            default:
                return null;
        }
    }

    private static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "...";
}
