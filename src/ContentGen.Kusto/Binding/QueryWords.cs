using ContentGen.Kusto.Catalog;

namespace ContentGen.Kusto.Binding;

/// <summary>
/// The words of a query, found in one pass that knows nothing of strings and comments: a word too many costs a declaration, one too few
/// a wrong answer. Linear whatever the text: it may be hostile.
/// </summary>
internal sealed class QueryWords
{
    private const int MaxWildcards = 50;

    public HashSet<string> Words { get; } = new(StringComparer.Ordinal);

    /// <summary>Words with a star in them, such as Device*.</summary>
    public HashSet<string> Wildcards { get; } = new(StringComparer.Ordinal);

    /// <summary>True for search, find and a union of everything.</summary>
    public bool RangesOverAllTables { get; private set; }

    public static QueryWords Read(string text)
    {
        var found = new QueryWords();
        var unions = new Stack<int>();
        var depth = 0;
        var before = '|';
        for (var i = 0; i < text.Length;)
        {
            if (IsPart(text[i]))
            {
                var start = i;
                while (i < text.Length && IsPart(text[i]))
                {
                    i++;
                }

                found.Take(text[start..i], inUnion: unions.TryPeek(out var at) && at == depth);
                if (text.AsSpan(start, i - start) is "union")
                {
                    unions.Push(depth);
                }

                // As operators they stand first; in the middle of a sentence they are words of a comment.
                found.RangesOverAllTables |= before is '|' or ';' or '(' or '{' or '=' or '\n' && text.AsSpan(start, i - start) is "search" or "find";
                before = 'w';
                continue;
            }

            before = text[i] is '\n' || !char.IsWhiteSpace(text[i]) ? text[i] : before;

            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            while (unions.TryPeek(out var open) && (open > depth || (open == depth && text[i] is '|' or ';')))
            {
                _ = unions.Pop();
            }

            i++;
        }

        found.RangesOverAllTables |= found.Wildcards.Count > MaxWildcards;
        return found;
    }

    private void Take(string run, bool inUnion)
    {
        if (!run.Contains('*', StringComparison.Ordinal))
        {
            _ = Words.Add(run);
            return;
        }

        // A product without blanks is such a run too: its factors are words.
        Words.UnionWith(run.Split('*', StringSplitOptions.RemoveEmptyEntries));
        if (run.AsSpan().ContainsAnyExcept('*'))
        {
            _ = Wildcards.Count <= MaxWildcards && Wildcards.Add(run);
        }
        else
        {
            RangesOverAllTables |= inUnion;
        }
    }

    private static bool IsPart(char c) => KqlNames.IsNamePart(c) || c == '*';
}
