using System.Text;
using System.Text.RegularExpressions;

namespace ContentGen.Emit.Pages;

/// <summary>
/// Plain text as CommonMark with GitHub's tables (GFM), so that it reads as the text that it is: no markup, no HTML, no new line or cell
/// in a table.
/// </summary>
internal static partial class MarkdownText
{
    /// <summary>One line of Markdown; line breaks become blanks, other control characters go.</summary>
    public static string Encode(string text)
    {
        text = text.ReplaceLineEndings(" ");
        var result = new StringBuilder(text.Length);
        var marker = ListMarker(text);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            _ = c switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                // '$' opens mathematics on GitHub, '~' strikes out.
                '\\' or '`' or '*' or '[' or ']' or '|' or '#' or '~' or '$' => result.Append('\\').Append(c),
                '_' when !IsInsideWord(text, i) => result.Append(@"\_"),
                _ when i == marker => result.Append('\\').Append(c),
                '\t' => result.Append(' '),
                _ when char.IsControl(c) => result,
                _ => result.Append(c),
            };
        }

        return result.ToString();
    }

    /// <summary>Code in a line. A '|' would end the cell of a table even between backticks; HTML's own element has no such trouble.</summary>
    public static string CodeSpan(string text)
    {
        text = string.Concat(text.ReplaceLineEndings(" ").Where(c => !char.IsControl(c)));
        if (text.Trim().Length == 0)
        {
            return "";
        }

        if (text.Contains('|', StringComparison.Ordinal))
        {
            return $"<code>{Encode(text)}</code>";
        }

        var quote = new string('`', LongestRun(text) + 1);
        var pad = text.StartsWith('`') || text.EndsWith('`') ? " " : "";
        return $"{quote}{pad}{text}{pad}{quote}";
    }

    /// <summary>Code in lines of its own, between fences longer than any run of backticks in it.</summary>
    public static string Fence(string code, string language)
    {
        var fence = new string('`', Math.Max(3, LongestRun(code) + 1));
        return $"{fence}{language}\n{code.ReplaceLineEndings("\n").TrimEnd('\n')}\n{fence}";
    }

    /// <summary>Text of several lines and paragraphs.</summary>
    public static string Lines(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Trim('\n').Split('\n').Select(line => Encode(line.Trim())));

    /// <summary>An address as a link; what is none stays text.</summary>
    public static string Address(string text)
    {
        var isWeb = Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
        return isWeb && !text.Any(c => c is '<' or '>' or '|' || char.IsWhiteSpace(c) || char.IsControl(c)) ? $"<{text}>" : Encode(text);
    }

    /// <summary>Markdown as an item of a list: the lines after the first belong to it when they stand below its text. HTML in it is text.</summary>
    public static string Item(string markdown) => WithoutHtml(markdown).ReplaceLineEndings("\n").Trim('\n').Replace("\n", "\n   ", StringComparison.Ordinal).TrimEnd();

    // Code stays as it is: between two runs of backticks of one length, or between fences. So do addresses in angle brackets.
    private static string WithoutHtml(string markdown) => CodeOrTag().Replace(markdown, m => m.Value == "<" ? "&lt;" : m.Value);

    [GeneratedRegex(@"(?<!`)(?<run>`+)(?!`)(?s:.*?)(?<!`)\k<run>(?!`)|^[ ]{0,3}(?<fence>~{3,})(?s:.*?)(?:^[ ]{0,3}\k<fence>|\z)|<https?://[^\s<>]*>|<(?=[A-Za-z/!?])", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex CodeOrTag();

    // "- ", "+ ", "1. " and "1) " begin lists, "---" and "===" draw lines: the index of the character that must be escaped, or -1.
    private static int ListMarker(string text)
    {
        var start = text.Length - text.TrimStart().Length;
        var at = start;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        if (at == text.Length)
        {
            return -1;
        }

        var isMarker = text[at] is '-' or '+' ? at == start : text[at] is '.' or ')' && at > start;
        var isLine = text[at] is '-' or '=' && text.AsSpan(at).IndexOfAnyExcept(text[at], ' ') < 0;
        return isLine || (isMarker && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]))) ? at : -1;
    }

    // CommonMark sees no emphasis in snake_case.
    private static bool IsInsideWord(string text, int index) =>
        index > 0 && index + 1 < text.Length && char.IsLetterOrDigit(text[index - 1]) && char.IsLetterOrDigit(text[index + 1]);

    private static int LongestRun(string text)
    {
        var longest = 0;
        var run = 0;
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
