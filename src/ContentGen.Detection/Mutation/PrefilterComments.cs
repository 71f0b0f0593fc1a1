using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContentGen.Core.Text;

namespace ContentGen.Detection.Mutation;

/// <summary>
/// <c>// contentgen:prefilter reason</c> in a query: the conditions that start on its line, or on the next line when it has one of its own,
/// only spare work; what comes later lets no more through. Taken at its word: a test that notices their loss contradicts it.
/// </summary>
internal sealed partial class PrefilterComments
{
    private readonly ImmutableArray<TextSpan> _lines;

    public PrefilterComments(string query, ImmutableArray<TextSpan> comments) =>
        _lines = [.. Comment().Matches(query).Where(m => comments.Any(c => c.Contains(m.Index))).Select(m => LineOf(query, m))];

    public bool Covers(TextSpan condition) => _lines.Any(l => l.Contains(condition.Start));

    private static TextSpan LineOf(string text, Match comment)
    {
        var start = comment.Index == 0 ? 0 : text.LastIndexOf('\n', comment.Index - 1) + 1;
        if (text.AsSpan(start, comment.Index - start).IsWhiteSpace())
        {
            start = Math.Min(comment.Index + comment.Length + 1, text.Length);
        }

        var end = text.IndexOf('\n', start);
        return TextSpan.FromBounds(start, end < 0 ? text.Length : end);
    }

    [GeneratedRegex(@"//[ \t]*contentgen:prefilter\b[ \t]*\S[^\n]*", RegexOptions.CultureInvariant)]
    private static partial Regex Comment();
}
