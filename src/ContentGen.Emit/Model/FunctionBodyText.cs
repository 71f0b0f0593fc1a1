using System.Text;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Emit.Model;

/// <summary>A declared function in the two texts that a saved search has for it.</summary>
internal static class FunctionBodyText
{
    /// <summary>The body without its braces.</summary>
    public static string Of(FunctionSchema function) => function.Body[1..^1].Trim('\r', '\n').TrimEnd();

    /// <summary>The parameters in one line without comments, as the API wants them (<c>name:type = default, ...</c>); null when there are none.</summary>
    public static string? Parameters(FunctionSchema function)
    {
        var (text, line) = (function.Parameters, new StringBuilder());
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '"' or '\'')
            {
                var end = EndOfLiteral(text, i);
                _ = line.Append(text, i, end - i);
                i = end - 1;
            }
            else if (text[i] == '/' && i + 1 < text.Length && text[i + 1] == '/')
            {
                i = text.IndexOf('\n', i) is >= 0 and var end ? end - 1 : text.Length;
            }
            else if (!char.IsWhiteSpace(text[i]))
            {
                _ = line.Append(text[i]);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                _ = line.Append(' ');
            }
        }

        return line.ToString().Trim() is { Length: > 0 } parameters ? parameters : null;
    }

    // Behind the quote that closes the literal; a backslash takes the next character along, also where the literal is @'verbatim' and only
    // its blanks could differ.
    private static int EndOfLiteral(string text, int start)
    {
        var i = start + 1;
        while (i < text.Length && text[i] != text[start])
        {
            i += text[i] == '\\' ? 2 : 1;
        }

        return Math.Min(i + 1, text.Length);
    }
}
