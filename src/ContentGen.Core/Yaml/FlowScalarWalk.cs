using System.Globalization;
using System.Text;
using ContentGen.Core.Text;

namespace ContentGen.Core.Yaml;

/// <summary>Plain and quoted scalars, character by character: folding of lines, doubled quotes, escapes (YAML 1.2, chapter 7.3).</summary>
internal static class FlowScalarWalk
{
    public static List<(int Value, int Source)>? Walk(string text, TextSpan span, string value, YamlScalarStyle style)
    {
        var quoted = style != YamlScalarStyle.Plain;
        var at = span.Start + (quoted ? 1 : 0);
        var end = span.End - (quoted ? 1 : 0);
        var built = new StringBuilder(value.Length);
        var runs = new List<(int, int)> { (0, at) };
        while (at < end)
        {
            var c = text[at];
            if (c is ' ' or '\t' or '\r' or '\n' && TryFold(text, ref at, end, built, runs))
            {
                continue;
            }

            if (style == YamlScalarStyle.SingleQuoted && c == '\'')
            {
                Put("'", 2);
            }
            else if (style == YamlScalarStyle.DoubleQuoted && c == '\\')
            {
                if (!TryEscape(text, at, end, out var decoded, out var length))
                {
                    return null;
                }

                Put(decoded, length);
            }
            else
            {
                built.Append(c);
                at++;
            }
        }

        return built.ToString() == value ? runs : null;

        void Put(string decoded, int length)
        {
            runs.Add((built.Length, at));
            built.Append(decoded);
            at += length;
            runs.Add((built.Length, at));
        }
    }

    // Blanks around line breaks go; one break is a blank, each further one a line feed. Blanks without a break stay.
    private static bool TryFold(string text, ref int at, int end, StringBuilder built, List<(int, int)> runs)
    {
        var i = at;
        var breaks = 0;
        while (i < end && text[i] is ' ' or '\t' or '\r' or '\n')
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 >= end || text[i + 1] != '\n')))
            {
                breaks++;
            }

            i++;
        }

        if (breaks == 0)
        {
            return false;
        }

        runs.Add((built.Length, at));
        built.Append(breaks == 1 ? " " : new string('\n', breaks - 1));
        at = i;
        runs.Add((built.Length, at));
        return true;
    }

    private static bool TryEscape(string text, int at, int end, out string decoded, out int length)
    {
        decoded = "";
        length = 2;
        if (at + 1 >= end)
        {
            return false;
        }

        var c = text[at + 1];
        if (c is '\r' or '\n')
        {
            // An escaped line break is nothing, and the next line's indentation goes too; each empty line behind it is a line feed.
            var i = at + 1;
            var breaks = 0;
            for (; i < end && text[i] is ' ' or '\t' or '\r' or '\n'; i++)
            {
                breaks += text[i] == '\n' || (text[i] == '\r' && (i + 1 >= end || text[i + 1] != '\n')) ? 1 : 0;
            }

            decoded = new string('\n', breaks - 1);
            length = i - at;
            return true;
        }

        var digits = c switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            length = 2 + digits;
            if (at + length > end
                || !int.TryParse(text.AsSpan(at + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point)
                || point is < 0 or > 0x10FFFF)
            {
                return false;
            }

            decoded = point is >= 0xD800 and <= 0xDFFF ? ((char)point).ToString() : char.ConvertFromUtf32(point);
            return true;
        }

        const string Letters = "0abt\tnvfre \"/\\N_LP";
        const string Values = "\0\a\b\t\t\n\v\f\r\u001B \"/\\\u0085\u00A0\u2028\u2029";
        var index = Letters.IndexOf(c, StringComparison.Ordinal);
        decoded = index < 0 ? "" : Values[index].ToString();
        return index >= 0;
    }
}
