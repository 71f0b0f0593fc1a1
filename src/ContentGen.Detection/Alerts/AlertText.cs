using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace ContentGen.Detection.Alerts;

/// <summary>Texts of alerts: placeholders filled in, cut at their limits.</summary>
internal static partial class AlertText
{
    /// <summary>The format with its <c>{{Column}}</c> filled in from the alert's first row; null without a format, or when none of its placeholders has a value.</summary>
    public static string? Fill(string? format, AlertCells cells, int bytes)
    {
        if (string.IsNullOrWhiteSpace(format))
        {
            return null;
        }

        var (asked, found) = (0, 0);
        var text = Placeholder().Replace(format, m =>
        {
            var value = cells.First(m.Groups[1].Value.Trim());
            (asked, found) = (asked + 1, found + (value.Length > 0 ? 1 : 0));
            return value;
        });
        return asked > 0 && found == 0 ? null : Cut(text, bytes);
    }

    /// <summary>The text's first bytes in UTF-8; no character is halved.</summary>
    public static string Cut(string text, int bytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= bytes)
        {
            return text;
        }

        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if ((bytes -= rune.Utf8SequenceLength) < 0)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }

    /// <summary>The values that fit together.</summary>
    public static ImmutableArray<string> Within(IEnumerable<string> values, int bytes)
    {
        var kept = ImmutableArray.CreateBuilder<string>();
        foreach (var value in values)
        {
            if ((bytes -= Encoding.UTF8.GetByteCount(value)) < 0)
            {
                break;
            }

            kept.Add(value);
        }

        return kept.ToImmutable();
    }

    [GeneratedRegex("{{([^{}]*)}}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
