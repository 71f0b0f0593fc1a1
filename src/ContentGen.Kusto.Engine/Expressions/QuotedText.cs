using System.Globalization;
using System.Text;

namespace ContentGen.Kusto.Engine.Expressions;

/// <summary>A string literal of KQL as written: "a\n", 'a', @"a\b", h"a".</summary>
internal static class QuotedText
{
    /// <summary>The text that it stands for; null when it is none.</summary>
    public static string? Decode(string literal)
    {
        var text = literal.AsSpan().TrimStart("hH");
        var verbatim = text.StartsWith("@");
        text = verbatim ? text[1..] : text;
        if (text.Length < 2 || text[0] is not ('"' or '\'') || text[^1] != text[0])
        {
            return null;
        }

        var quote = text[0];
        var inner = text[1..^1].ToString();
        return verbatim ? inner.Replace($"{quote}{quote}", $"{quote}", StringComparison.Ordinal) : Unescape(inner);
    }

    private static string? Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                _ = plain.Append(text[i]);
                continue;
            }

            if (++i == text.Length)
            {
                return null;
            }

            var (digits, named) = text[i] switch
            {
                'n' => (0, '\n'), 't' => (0, '\t'), 'r' => (0, '\r'), '0' => (0, '\0'), 'a' => (0, '\a'), 'b' => (0, '\b'), 'f' => (0, '\f'), 'v' => (0, '\v'),
                'u' => (4, '\0'), 'x' => (2, '\0'),
                var same => (0, same),
            };
            if (digits == 0)
            {
                _ = plain.Append(named);
            }
            else if (i + digits < text.Length && ushort.TryParse(text.AsSpan(i + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                _ = plain.Append((char)code);
                i += digits;
            }
            else
            {
                return null;
            }
        }

        return plain.ToString();
    }
}
