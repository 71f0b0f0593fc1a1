using System.Globalization;

namespace ContentGen.Kusto.RegularExpressions;

/// <summary>Escapes of Kusto's patterns.</summary>
internal static class RegexEscape
{
    private static readonly Dictionary<string, string> Categories = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Letter"] = "L", ["Uppercase_Letter"] = "Lu", ["Lowercase_Letter"] = "Ll", ["Titlecase_Letter"] = "Lt", ["Mark"] = "M", ["Number"] = "N", ["Decimal_Number"] = "Nd",
        ["Punctuation"] = "P", ["Symbol"] = "S", ["Separator"] = "Z", ["Other"] = "C", ["Control"] = "Cc",
    };

    private static readonly HashSet<string> Short = new(StringComparer.Ordinal)
    {
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "Cc", "Cf",
    };

    /// <summary>A character as a pattern that matches it alone, also inside a class.</summary>
    public static string Literal(char c) => c < 128 && !char.IsAsciiLetterOrDigit(c) ? $@"\x{(int)c:X2}" : c.ToString();

    /// <summary>The escape behind the backslash at <paramref name="at"/> - 1, outside of a class.</summary>
    public static string Outside(string pattern, ref int at)
    {
        if (at >= pattern.Length)
        {
            throw new RegexRefusedException("it ends with a backslash");
        }

        switch (pattern[at])
        {
            case 'b' when at + 1 < pattern.Length && pattern[at + 1] == '{':
            case '<' or '>':
                throw new RegexRefusedException("edges of words have no counterpart offline");
            case 'b' or 'B' or 'A' or 'z':
                return $@"\{pattern[at++]}";
            default:
                return Set(pattern, ref at) is { } set ? RegexBeyond.Class(set) : Literal(Character(pattern, ref at));
        }
    }

    /// <summary>A class escape (\d, \pL ...); null when it is a character.</summary>
    public static string? Set(string pattern, ref int at)
    {
        switch (pattern[at])
        {
            case 'd' or 'D' or 'w' or 'W' or 's' or 'S':
                return $@"\{pattern[at++]}";
            case 'p' or 'P':
                var negated = pattern[at++] == 'P';
                var name = Name(pattern, ref at);
                negated ^= name.StartsWith('^');
                name = name.TrimStart('^');
                name = Categories.GetValueOrDefault(name, name);
                return Short.Contains(name) ? $@"\{(negated ? 'P' : 'p')}{{{name}}}" : throw new RegexRefusedException($@"the class \p{{{name}}} has no counterpart offline");
            default:
                return null;
        }
    }

    /// <summary>An escaped character, inside of a class or not.</summary>
    public static char Character(string pattern, ref int at)
    {
        var c = pattern[at++];
        switch (c)
        {
            case 'a':
                return '\a';
            case 'f':
                return '\f';
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 'v':
                return '\v';
            case 'x' or 'u' or 'U':
                return Hexadecimal(pattern, ref at, c == 'x' ? 2 : c == 'u' ? 4 : 8);
            case '0':
                throw new RegexRefusedException("octal characters are not understood offline");
            case >= '1' and <= '9':
                throw new RegexRefusedException("Kusto knows no backreferences");
            default:
                return char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) ? c : throw new RegexRefusedException($@"\{c} is no escape of Kusto's regular expressions");
        }
    }

    private static string Name(string pattern, ref int at)
    {
        if (at < pattern.Length && pattern[at] != '{')
        {
            return pattern[at++].ToString();
        }

        var end = at < pattern.Length ? pattern.IndexOf('}', at) : -1;
        if (end < 0)
        {
            throw new RegexRefusedException(@"a \p without a class");
        }

        var name = pattern[(at + 1)..end];
        at = end + 1;
        return name;
    }

    private static char Hexadecimal(string pattern, ref int at, int digits)
    {
        var start = at;
        if (at < pattern.Length && pattern[at] == '{')
        {
            start = at + 1;
            at = pattern.IndexOf('}', at) + 1;
            digits = at - 1 - start;
        }
        else
        {
            at += digits;
        }

        if (digits < 1 || start + digits > pattern.Length || !int.TryParse(pattern.AsSpan(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            throw new RegexRefusedException("an escape has no hexadecimal number");
        }

        return code is >= 0 and <= char.MaxValue && !char.IsSurrogate((char)code) ? (char)code : throw new RegexRefusedException("characters beyond U+FFFF are not understood offline");
    }
}
