using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContentGen.Core.Content;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Accepted;

/// <summary>Comments of a query that speak to this program in words that it does not know: nobody listens, though the author thinks so.</summary>
internal static partial class CommentDirectives
{
    public static ImmutableArray<string> Known { get; } = ["disable", "prefilter"];

    /// <summary>The words that are not understood, each with its place in the file.</summary>
    public static IEnumerable<Located<string>> UnknownIn(KqlText query, ImmutableArray<TextSpan> comments)
    {
        if (comments.IsEmpty || !query.Text.Contains("contentgen", StringComparison.OrdinalIgnoreCase))
        {
            yield break;
        }

        foreach (var match in Directive().Matches(query.Text).Where(m => comments.Any(c => c.Contains(m.Index))))
        {
            // "// ContentGen: a remark" is a remark, unless it nearly says something.
            var word = match.Groups["word"];
            var isAddressed = !char.IsWhiteSpace(match.Groups["start"].ValueSpan[^1]);
            var isKnown = match.Groups["start"].ValueSpan.SequenceEqual("contentgen:") && Known.Contains(word.Value);
            if (!isKnown && (isAddressed || NearestName.Find(word.Value, Known) is not null))
            {
                yield return new Located<string>(match.Groups["start"].Value + word.Value, query.ToSource(new TextSpan(match.Groups["start"].Index, match.Groups["start"].Length + word.Length)));
            }
        }
    }

    [GeneratedRegex(@"//[ \t]*(?<start>contentgen[ \t]*:[ \t]*)(?<word>[a-z-]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Directive();
}
