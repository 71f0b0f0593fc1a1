using System.Text;

namespace ContentGen.Cli.Tests;

/// <summary>
/// What a query says, whatever blanks stand in between: its texts, its comments and everything else, in order. Made for judging a formatter; it
/// knows KQL's literals (KQL reference, string data type) and comments, and nothing else.
/// </summary>
internal static class KqlTokens
{
    public static string Of(string query)
    {
        var tokens = new StringBuilder();
        for (var i = 0; i < query.Length;)
        {
            if (query.AsSpan(i).StartsWith("//"))
            {
                var end = query.AsSpan(i).IndexOfAny('\r', '\n') is >= 0 and var length ? i + length : query.Length;
                _ = tokens.Append('\n').Append(query[i..end].TrimEnd()).Append('\n');
                i = end;
            }
            else if (LengthOfText(query.AsSpan(i)) is > 0 and var text)
            {
                _ = tokens.Append(query, i, text);
                i += text;
            }
            else
            {
                _ = char.IsWhiteSpace(query[i]) ? tokens : tokens.Append(query[i]);
                i++;
            }
        }

        return tokens.ToString();
    }

    // "...", '...', with h and @ before; ```...``` over lines.
    private static int LengthOfText(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("```") || text.StartsWith("~~~"))
        {
            return text[3..].IndexOf(text[..3]) is >= 0 and var inner ? inner + 6 : text.Length;
        }

        var start = text[0] == '@' ? 1 : 0;
        if (start >= text.Length || text[start] is not ('"' or '\''))
        {
            return 0;
        }

        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && start == 0)
            {
                i++;
            }
            else if (text[i] == text[start])
            {
                if (start == 1 && i + 1 < text.Length && text[i + 1] == text[start])
                {
                    i++;
                    continue;
                }

                return i + 1;
            }
            else if (text[i] is '\r' or '\n')
            {
                return i;
            }
        }

        return text.Length;
    }
}
