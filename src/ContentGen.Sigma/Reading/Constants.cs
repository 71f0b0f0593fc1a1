using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentGen.Kusto.Binding;

namespace ContentGen.Sigma.Reading;

/// <summary>Constants of the bound query in the forms that the reader needs.</summary>
internal static class Constants
{
    /// <summary>The scalars of a dynamic array; null when the JSON is no array of scalars.</summary>
    public static ImmutableArray<string>? Items(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                return null;
            }

            var items = ImmutableArray.CreateBuilder<string>();
            return Add(document.RootElement, items) ? items.ToImmutable() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The literal of <c>dynamic(...)</c> as JSON; Kusto takes other quotes than JSON does.</summary>
    public static string Json(BoundNode literal) => Node(literal)?.ToJsonString() ?? "null";

    /// <summary>A Kusto timespan literal: 1h, 30m, 1.5d, 02:00:00, a plain number of days.</summary>
    public static TimeSpan? Time(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var unit = text.TrimStart("0123456789.+-".ToCharArray());
        var number = text[..^unit.Length];
        if (double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && Math.Abs(n) < 1e9)
        {
            double? seconds = unit switch
            {
                "" or "d" or "day" or "days" => n * 86400,
                "h" or "hr" or "hrs" or "hour" or "hours" => n * 3600,
                "m" or "min" or "minute" or "minutes" => n * 60,
                "s" or "sec" or "second" or "seconds" => n,
                "ms" or "milli" or "millis" or "millisecond" or "milliseconds" => n / 1000,
                _ => null,
            };
            return seconds is { } s && Math.Abs(s) < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(s) : null;
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time : null;
    }

    private static JsonNode? Node(BoundNode node) => node.Kind switch
    {
        "DynamicExpression" or "ParenthesizedExpression" => Node(node.Child("Expression")!),
        "JsonArrayExpression" => new JsonArray([.. node.Children.Select(Node)]),
        _ when node.Type?.Name is "int" or "long" or "real" && decimal.TryParse(node.Constant, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ when node.Type?.Name == "bool" => JsonValue.Create(node.Constant == "true"),
        _ => node.Constant is { } text ? JsonValue.Create(text) : null,
    };

    // `in` flattens nested arrays (in-operator.md).
    private static bool Add(JsonElement array, ImmutableArray<string>.Builder items)
    {
        foreach (var element in array.EnumerateArray())
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.String:
                    items.Add(element.GetString()!);
                    break;
                case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                    items.Add(element.GetRawText());
                    break;
                case JsonValueKind.Array:
                    if (!Add(element, items))
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }

        return true;
    }
}
