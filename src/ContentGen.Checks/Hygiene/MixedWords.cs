using System.Buffers;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Hygiene;

/// <summary>Words of Latin letters with a Cyrillic or Greek one among them that looks the same.</summary>
internal static class MixedWords
{
    // Pairs that no font tells apart (Unicode's confusables, the letters of everyday words).
    private const string Foreign = "АВЕКМНОРСТХІЈЅаеорсухіјѕԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο";
    private const string Latin = "ABEKMHOPCTXIJSaeopcyxijsdhqwABEZHIKMNOPTYXo";

    private static readonly SearchValues<char> ForeignLetters = SearchValues.Create(Foreign);

    public static char LatinFor(char character) => Foreign.IndexOf(character, StringComparison.Ordinal) is >= 0 and var i ? Latin[i] : character;

    /// <summary>The first such letter of each word, with the word and its place there. A word that is all of another script is no trick.</summary>
    public static IEnumerable<(TextSpan Span, string Word, int At)> In(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x80 || !char.IsLetter(text[i]))
            {
                continue;
            }

            var start = i;
            while (start > 0 && IsWord(text[start - 1]))
            {
                start--;
            }

            var end = i;
            while (end < text.Length && IsWord(text[end]))
            {
                end++;
            }

            var word = text[start..end];
            var at = word.AsSpan().IndexOfAny(ForeignLetters);
            if (at >= 0 && word.Any(char.IsAsciiLetter) && word.All(c => c < 0x80 || Foreign.Contains(c, StringComparison.Ordinal)))
            {
                yield return (new TextSpan(start + at, 1), word, at);
            }

            i = end;
        }
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';
}
