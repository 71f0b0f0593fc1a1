using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Kusto.Engine.Texts;

/// <summary>The keys and values of a text, in the ways of parse-kv.</summary>
internal static class KeyValuePairs
{
    /// <summary>key=value, key=value: each value ends at the next delimiter of pairs, unless it is quoted.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Delimited(string text, string pair, string separator, QuotedParts quoted)
    {
        for (var at = 0; at < text.Length;)
        {
            var (key, afterKey) = Part(text, at, [separator, pair], quoted);
            if (!StartsWith(text, afterKey, separator))
            {
                at = afterKey + pair.Length;
                continue;
            }

            var (value, afterValue) = Part(text, afterKey + separator.Length, [pair], quoted);
            yield return KeyValuePair.Create(key, value);
            at = afterValue + pair.Length;
        }
    }

    /// <summary>Each value ends where the next of the keys starts. A value that looks as if it held a further key could end there too.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Greedy(string text, string pair, string separator, string[] keys, QuotedParts quoted)
    {
        for (var at = 0; at < text.Length;)
        {
            var (key, afterKey) = Part(text, at, [separator, pair], quoted);
            if (!StartsWith(text, afterKey, separator))
            {
                at = afterKey + pair.Length;
                continue;
            }

            var start = afterKey + separator.Length;
            var next = keys.Select(k => text.IndexOf(pair + k + separator, start, StringComparison.Ordinal)).Where(i => i >= 0).DefaultIfEmpty(text.Length).Min();
            if (quoted.At(text, start) is { } inQuotes)
            {
                yield return KeyValuePair.Create(key, inQuotes.Text);
            }
            else
            {
                var value = text[start..next];
                yield return value.Contains(separator, StringComparison.Ordinal) ? throw new RunStopped("parse-kv: a greedy value with a delimiter inside") : KeyValuePair.Create(key, value.Trim());
            }

            at = next + pair.Length;
        }
    }

    /// <summary>Any character but letters and digits delimits: a key's value is the word behind it.</summary>
    public static IEnumerable<KeyValuePair<string, string>> ByWords(string text, QuotedParts quoted)
    {
        var words = Words(text, quoted).ToList();
        for (var i = 0; i + 1 < words.Count; i++)
        {
            yield return KeyValuePair.Create(words[i], words[i + 1]);
        }
    }

    private static IEnumerable<string> Words(string text, QuotedParts quoted)
    {
        for (var at = 0; at < text.Length;)
        {
            if (quoted.At(text, at) is { } inQuotes)
            {
                yield return inQuotes.Text;
                at = inQuotes.End;
                continue;
            }

            var end = at;
            while (end < text.Length && char.IsLetterOrDigit(text[end]))
            {
                end++;
            }

            if (end > at)
            {
                yield return text[at..end];
            }

            at = Math.Max(end, at + 1);
        }
    }

    // A key or value, trimmed or out of its quotes, and where one of the delimiters stands behind it.
    private static (string Text, int End) Part(string text, int start, string[] delimiters, QuotedParts quoted)
    {
        while (start < text.Length && char.IsWhiteSpace(text[start]) && !delimiters.Any(d => StartsWith(text, start, d)))
        {
            start++;
        }

        var inQuotes = quoted.At(text, start);
        var from = inQuotes?.End ?? start;
        var end = delimiters.Select(d => text.IndexOf(d, from, StringComparison.Ordinal)).Where(i => i >= 0).DefaultIfEmpty(text.Length).Min();
        return (inQuotes?.Text ?? text[start..end].Trim(), end);
    }

    private static bool StartsWith(string text, int at, string part) => string.CompareOrdinal(text, at, part, 0, part.Length) == 0;
}
