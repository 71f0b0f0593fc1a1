using System.Buffers;

namespace ContentGen.Kusto.Engine.Texts;

/// <summary>Comparisons that take ASCII letters of either case for the same, and no others.</summary>
internal static class Ascii
{
    public static bool EqualsFolded(string text, string other) => text.Length == other.Length && Matches(text, other);

    public static bool StartsWithFolded(string text, string pattern) => text.Length >= pattern.Length && Matches(text.AsSpan(0, pattern.Length), pattern);

    public static bool EndsWithFolded(string text, string pattern) => text.Length >= pattern.Length && Matches(text.AsSpan(text.Length - pattern.Length), pattern);

    /// <summary>A quick search for a pattern that is known before the rows are; null where there is none. It finds more than it should: other letters that fold to the same.</summary>
    public static SearchValues<string>? Quick(string pattern) => pattern.Length > 1 && System.Text.Ascii.IsValid(pattern) ? SearchValues.Create([pattern], StringComparison.OrdinalIgnoreCase) : null;

    public static int IndexOfFolded(string text, string pattern, int start = 0, SearchValues<string>? quick = null)
    {
        if (pattern.Length == 0)
        {
            return start;
        }

        var rest = text.AsSpan(start);
        if (quick is not null)
        {
            for (int found, at = start; (found = rest.IndexOfAny(quick)) >= 0; rest = rest[(found + 1)..], at += found + 1)
            {
                if (Matches(rest.Slice(found, pattern.Length), pattern))
                {
                    return at + found;
                }
            }

            return -1;
        }

        char lower = char.IsAsciiLetter(pattern[0]) ? (char)(pattern[0] | 0x20) : pattern[0], upper = char.IsAsciiLetter(pattern[0]) ? (char)(pattern[0] & ~0x20) : pattern[0];
        for (var at = start; rest.Length >= pattern.Length;)
        {
            var found = rest[..^(pattern.Length - 1)].IndexOfAny(lower, upper);
            if (found < 0)
            {
                return -1;
            }

            at += found;
            if (Matches(rest.Slice(found, pattern.Length), pattern))
            {
                return at;
            }

            rest = rest[(found + 1)..];
            at++;
        }

        return -1;
    }

    private static bool Matches(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (text[i] != pattern[i] && !((text[i] ^ pattern[i]) == 0x20 && char.IsAsciiLetter(text[i])))
            {
                return false;
            }
        }

        return true;
    }
}
