using System.Text;

namespace ContentGen.Kusto.RegularExpressions;

/// <summary>Bracketed classes: [a-z], [^...], [[:alpha:]], nested ones, and the operations &amp;&amp;, --, ~~.</summary>
internal static class RegexClass
{
    private static readonly Dictionary<string, string> Posix = new(StringComparer.Ordinal)
    {
        ["alnum"] = "0-9A-Za-z", ["alpha"] = "A-Za-z", ["ascii"] = @"\x00-\x7F", ["blank"] = @"\t\x20", ["cntrl"] = @"\x00-\x1F\x7F", ["digit"] = "0-9",
        ["graph"] = @"\x21-\x7E", ["lower"] = "a-z", ["print"] = @"\x20-\x7E", ["punct"] = @"\x21-\x2F\x3A-\x40\x5B-\x60\x7B-\x7E", ["space"] = @"\t\n\v\f\r\x20",
        ["upper"] = "A-Z", ["word"] = "0-9A-Za-z_", ["xdigit"] = "0-9A-Fa-f",
    };

    /// <summary>The class that begins at <paramref name="at"/> for .NET.</summary>
    public static string Translate(string pattern, ref int at, RegexFlags flags)
    {
        var items = new StringBuilder();
        at++;
        var negated = at < pattern.Length && pattern[at] == '^';
        at += negated ? 1 : 0;
        var first = true;
        for (; at < pattern.Length; first = false)
        {
            if (pattern[at] == ']' && !first)
            {
                at++;
                return RegexBeyond.Class($"{(negated ? "^" : "")}{items}");
            }

            if (flags.HasFlag(RegexFlags.Verbose) && char.IsWhiteSpace(pattern[at]))
            {
                at++;
                continue;
            }

            Item(pattern, ref at, items, first);
        }

        throw new RegexRefusedException("it has a '[' without a ']'");
    }

    private static void Item(string pattern, ref int at, StringBuilder items, bool first)
    {
        if (Operation(pattern, at) && !first)
        {
            throw new RegexRefusedException("operations on classes (&&, --, ~~) have no counterpart offline");
        }

        if (pattern[at] == '[')
        {
            Nested(pattern, ref at, items);
            return;
        }

        if (pattern[at] == '\\' && at + 1 < pattern.Length)
        {
            var escape = at + 1;
            if (RegexEscape.Set(pattern, ref escape) is { } set)
            {
                at = escape;
                _ = !IsRange(pattern, at) ? items.Append(set) : throw new RegexRefusedException("a range in a class begins with a class; a '-' that stands for itself must be escaped");
                return;
            }
        }

        var low = Character(pattern, ref at);
        if (IsRange(pattern, at))
        {
            at++;
            var high = Character(pattern, ref at);
            _ = low <= high ? items.Append(RegexEscape.Literal(low)).Append('-').Append(RegexEscape.Literal(high)) : throw new RegexRefusedException("a range in a class ends before it begins");
            return;
        }

        _ = items.Append(RegexEscape.Literal(low));
    }

    // A '-' means a range everywhere but at an edge of the class (rust-lang/regex issue 461).
    private static bool IsRange(string pattern, int at) => at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] is not (']' or '-');

    private static bool Operation(string pattern, int at) =>
        at + 1 < pattern.Length && pattern[at] is '&' or '-' or '~' && pattern[at + 1] == pattern[at];

    // [:alpha:], and a class inside a class when it only adds to it.
    private static void Nested(string pattern, ref int at, StringBuilder items)
    {
        if (at + 1 < pattern.Length && pattern[at + 1] == ':' && pattern.IndexOf(":]", at + 2, StringComparison.Ordinal) is > 0 and var end)
        {
            var name = pattern[(at + 2)..end];
            _ = Posix.TryGetValue(name, out var posix) ? items.Append(posix) : throw new RegexRefusedException($"the class [:{name}:] has no counterpart offline");
            at = end + 2;
            return;
        }

        throw new RegexRefusedException("a class inside a class has no counterpart offline; a '[' that stands for itself must be escaped");
    }

    private static char Character(string pattern, ref int at)
    {
        if (at >= pattern.Length)
        {
            throw new RegexRefusedException("it has a '[' without a ']'");
        }

        var c = pattern[at++];
        if (c != '\\')
        {
            return char.IsSurrogate(c) ? throw new RegexRefusedException("characters beyond U+FFFF in a class are not understood offline") : c;
        }

        return at < pattern.Length ? RegexEscape.Character(pattern, ref at) : throw new RegexRefusedException("it ends with a backslash");
    }
}
