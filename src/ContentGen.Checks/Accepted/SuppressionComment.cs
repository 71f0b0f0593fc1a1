using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContentGen.Core.Content;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Accepted;

/// <summary>
/// <c>// contentgen:disable CG3105 reason</c> in a query: behind the code of its line it is about that line, on a line of its own about the
/// next line that is no comment.
/// </summary>
/// <param name="Code">Empty when the comment names none.</param>
/// <param name="Reason">Empty when the comment gives none.</param>
/// <param name="Place">The comment, in the file.</param>
/// <param name="Line">The line of the query that it is about, in the file, its end included.</param>
internal sealed partial record SuppressionComment(string Code, string Reason, TextSpan Place, TextSpan Line)
{
    /// <summary>Those of a query, in order. What is a comment and what only looks like one, the library has said.</summary>
    public static IEnumerable<SuppressionComment> In(KqlText query, ImmutableArray<TextSpan> comments)
    {
        var text = query.Text;
        if (comments.IsEmpty || !text.Contains("contentgen:disable", StringComparison.Ordinal))
        {
            yield break;
        }

        foreach (var match in Comment().Matches(text).Where(m => comments.Any(c => c.Contains(m.Index))))
        {
            var line = LineOf(text, match.Index);
            if (text.AsSpan(line.Start, match.Index - line.Start).IsWhiteSpace())
            {
                do
                {
                    line = LineOf(text, Math.Min(line.End, text.Length));
                }
                while (line.End < text.Length && text.AsSpan(line.Start, line.Length).TrimStart() is [] or ['/', '/', ..]);
            }

            yield return new SuppressionComment(
                match.Groups["code"].Value, match.Groups["reason"].Value.Trim(), query.ToSource(new TextSpan(match.Index, match.Length)), Source(query, line));
        }
    }

    // From the start of the line at an offset to the start of the next.
    private static TextSpan LineOf(string text, int offset)
    {
        var start = offset == 0 ? 0 : text.LastIndexOf('\n', offset - 1) + 1;
        var end = text.IndexOf('\n', offset);
        return TextSpan.FromBounds(start, end < 0 ? text.Length : end + 1);
    }

    private static TextSpan Source(KqlText query, TextSpan line)
    {
        var (start, end) = (query.ToSource(new TextSpan(line.Start, 0)).Start, query.ToSource(new TextSpan(line.End, 0)).Start);
        return TextSpan.FromBounds(start, Math.Max(end, start + 1));
    }

    [GeneratedRegex(@"//[ \t]*contentgen:disable\b[ \t]*(?<code>(CG[0-9]{4}|KS[0-9]{3})\b)?(?<reason>[^\n]*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Comment();
}
