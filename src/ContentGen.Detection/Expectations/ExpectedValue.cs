using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ContentGen.Checks.Telemetry;
using ContentGen.Core.Yaml;
using ContentGen.Kusto.Engine;

namespace ContentGen.Detection.Expectations;

/// <summary>
/// Whether a cell is what a test expects: numbers by value, times also relative to the test's now, texts to the letter (with * for anything),
/// lists whatever their order, since make_set has none; nothing is an empty cell.
/// </summary>
internal static class ExpectedValue
{
    public static bool Matches(YamlNode expected, RunResult result, int row, int column, DateTimeOffset now)
    {
        var text = result.Text(row, column);
        return result.Columns[column].Type switch
        {
            _ when expected is YamlScalar { IsNull: true } or YamlScalar { Value: "" } => text is "" or "null",
            "dynamic" => MatchesJson(expected, text),
            "datetime" => expected is YamlScalar time && TestTime.TryParse(time.Value, now) is { } wanted && TestTime.TryParse(text, now) == wanted,
            "timespan" => expected is YamlScalar span && (Span(span.Value) ?? TimeSpan.MinValue) == Span(text),
            "bool" => expected is YamlScalar truth && truth.Value.Equals(text, StringComparison.OrdinalIgnoreCase),
            "int" or "long" or "real" or "decimal" => expected is YamlScalar number && SameNumber(number.Value, text),
            _ => expected is YamlScalar scalar ? MatchesText(scalar.Value, text) : MatchesJson(expected, text),
        };
    }

    /// <summary>The same to the letter, or by * for any characters.</summary>
    public static bool MatchesText(string expected, string seen)
    {
        if (expected == seen || !expected.Contains('*', StringComparison.Ordinal))
        {
            return expected == seen;
        }

        var pattern = $"\\A{Regex.Escape(expected).Replace("\\*", ".*", StringComparison.Ordinal)}\\z";
        return Regex.IsMatch(seen, pattern, RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    /// <summary>A dynamic value, given as its JSON.</summary>
    public static bool MatchesJson(YamlNode expected, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Matches(expected, document.RootElement) || (expected is YamlScalar scalar && MatchesText(scalar.Value, json));
        }
        catch (JsonException)
        {
            // A dynamic text prints without quotes.
            return expected is YamlScalar scalar && MatchesText(scalar.Value, json);
        }
    }

    private static bool Matches(YamlNode expected, JsonElement seen) => (expected, seen.ValueKind) switch
    {
        (YamlScalar { IsNull: true }, _) => seen.ValueKind == JsonValueKind.Null,
        (YamlScalar scalar, JsonValueKind.String) => MatchesText(scalar.Value, seen.GetString()!),
        (YamlScalar scalar, JsonValueKind.Number) => SameNumber(scalar.Value, seen.GetRawText()),
        (YamlScalar scalar, JsonValueKind.True or JsonValueKind.False) => bool.TryParse(scalar.Value, out var truth) && truth == seen.GetBoolean(),
        (YamlScalar scalar, JsonValueKind.Array or JsonValueKind.Object) => SameJson(scalar.Value, seen),
        (YamlSequence list, JsonValueKind.Array) => SameItems(list, seen),
        (YamlMapping bag, JsonValueKind.Object) => bag.Entries.All(e => seen.TryGetProperty(e.Key.Value, out var value) && Matches(e.Value, value)),
        _ => false,
    };

    // Each expected item takes one that is there.
    private static bool SameItems(YamlSequence expected, JsonElement seen)
    {
        var left = seen.EnumerateArray().ToList();
        return expected.Items.Length == left.Count && expected.Items.All(e => left.FindIndex(s => Matches(e, s)) is var at and >= 0 && Remove(left, at));
    }

    private static bool Remove(List<JsonElement> items, int at)
    {
        items.RemoveAt(at);
        return true;
    }

    private static bool SameJson(string expected, JsonElement seen)
    {
        try
        {
            using var document = JsonDocument.Parse(expected);
            return JsonElement.DeepEquals(document.RootElement, seen);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static TimeSpan? Span(string text) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && text.Contains(':', StringComparison.Ordinal) ? span : Core.Time.RuleDuration.TryParse(text);

    private static bool SameNumber(string expected, string seen)
    {
        if (decimal.TryParse(expected, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) && decimal.TryParse(seen, NumberStyles.Float, CultureInfo.InvariantCulture, out var other) && exact == other)
        {
            return true;
        }

        // Reals that went through arithmetic differ in their last digits.
        return double.TryParse(expected, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.TryParse(seen, NumberStyles.Float, CultureInfo.InvariantCulture, out var got)
            && Math.Abs(real - got) <= 1e-9 * Math.Max(Math.Abs(real), Math.Abs(got));
    }
}
