using System.Text;

namespace ContentGen.Cli.Reporting;

/// <summary>A text as one line of Markdown. Names and values come from content and telemetry: nothing in them is Markdown or HTML.</summary>
internal static class MarkdownLine
{
    /// <summary>The text, and nothing of it markup.</summary>
    public static string Of(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in TextReportWriter.OneLine(text))
        {
            _ = c switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '@' => escaped.Append("&#64;"),
                _ => "\\`*_{}[]()#|!~".Contains(c, StringComparison.Ordinal) ? escaped.Append('\\').Append(c) : escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
