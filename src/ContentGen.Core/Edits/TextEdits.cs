using System.Text;
using ContentGen.Core.Text;

namespace ContentGen.Core.Edits;

/// <summary>Sets of edits of one text.</summary>
public static class TextEdits
{
    /// <summary>
    /// The text with the edits made, in whatever order they come; null when two of them overlap or insert at the same place, or one lies
    /// outside of the text: then nothing is changed. A replacement that is asked for twice is made once.
    /// </summary>
    public static string? TryApply(string text, IEnumerable<TextEdit> edits)
    {
        var result = new StringBuilder(text.Length);
        var at = 0;
        TextEdit? previous = null;
        foreach (var edit in edits.OrderBy(e => e.Span.Start).ThenBy(e => e.Span.End))
        {
            if (previous is not null && IsSame(previous, edit))
            {
                continue;
            }

            if (edit.Span.Start < 0 || edit.Span.Length < 0 || edit.Span.End > text.Length || (previous is not null && Collide(previous.Span, edit.Span)))
            {
                return null;
            }

            result.Append(text, at, edit.Span.Start - at).Append(edit.NewText);
            at = edit.Span.End;
            previous = edit;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>The fixes, in order, that can be made together: each that collides with an earlier one is left for the next round.</summary>
    public static IReadOnlyList<CodeFix> Compatible(IEnumerable<CodeFix> fixes)
    {
        var taken = new List<CodeFix>();
        var edits = new List<TextEdit>();
        foreach (var fix in fixes)
        {
            if (fix.Edits.All(e => edits.All(t => IsSame(t, e) || !Collide(t.Span, e.Span))))
            {
                taken.Add(fix);
                edits.AddRange(fix.Edits);
            }
        }

        return taken;
    }

    // Two findings may ask for the same replacement. Two that insert the same mean it twice: the indentation of a list in a list.
    private static bool IsSame(TextEdit x, TextEdit y) => x == y && x.Span.Length > 0;

    // Spans that only touch do not collide, unless both insert there: nobody could say which goes first.
    private static bool Collide(TextSpan x, TextSpan y) =>
        x.Start == y.Start ? x.Length == y.Length || (x.Length > 0 && y.Length > 0) : x.Start < y.End && y.Start < x.End;
}
