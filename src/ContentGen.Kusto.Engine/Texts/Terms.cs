using System.Buffers;

namespace ContentGen.Kusto.Engine.Texts;

/// <summary>
/// Term matching of the has family. A term is a run of letters and digits. A pattern is found where it stands in the text so that each
/// required edge is the text's end, or one of the two characters that meet there is neither letter nor digit. The documentation does not
/// say what a pattern with other characters at its edges matches; this is the reading that rule authors take.
/// </summary>
internal static class Terms
{
    /// <summary>Whether a text has a pattern as a term; quick is <see cref="Ascii.Quick"/> of a pattern that is used often.</summary>
    public static bool Has(string text, string pattern, Edges edges, bool folded, SearchValues<string>? quick = null)
    {
        if (pattern.Length == 0)
        {
            return true;
        }

        for (var start = 0; start <= text.Length - pattern.Length; start++)
        {
            start = folded ? Ascii.IndexOfFolded(text, pattern, start, quick) : text.IndexOf(pattern, start, StringComparison.Ordinal);
            if (start < 0)
            {
                return false;
            }

            var end = start + pattern.Length;
            var left = edges == Edges.Right || start == 0 || !IsTerm(pattern[0]) || !IsTerm(text[start - 1]);
            var right = edges == Edges.Left || end == text.Length || !IsTerm(pattern[^1]) || !IsTerm(text[end]);
            if (left && right)
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsTerm(char c) => char.IsAsciiLetterOrDigit(c) || (c > 127 && char.IsLetterOrDigit(c));
}
