using System.Collections.Immutable;
using System.Text;
using ContentGen.Core.Content;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Overlays;

/// <summary>A query with the changes of an overlay made, and the way back.</summary>
public sealed class TunedQuery
{
    // The changes in the order of the text, each with where its new text begins in the tuned query.
    private readonly ImmutableArray<(OverlayChange Change, int Start)> _placed;

    private TunedQuery(string original, string text, ImmutableArray<(OverlayChange, int)> placed) => (Original, Text, _placed) = (original, text, placed);

    public string Original { get; }

    public string Text { get; }

    /// <summary>In the order of the text.</summary>
    public IEnumerable<OverlayChange> Changes => _placed.Select(p => p.Change);

    /// <summary>Changes at one place are made in the order given. Null when two of them replace the same text.</summary>
    public static TunedQuery? Apply(string query, IEnumerable<OverlayChange> changes)
    {
        var text = new StringBuilder(query.Length);
        var placed = ImmutableArray.CreateBuilder<(OverlayChange, int)>();
        var at = 0;
        foreach (var change in changes.OrderBy(c => c.Span.Start).ThenBy(c => c.Span.End))
        {
            if (change.Span.Start < at || change.Span.End > query.Length)
            {
                return null;
            }

            _ = text.Append(query, at, change.Span.Start - at);
            placed.Add((change, text.Length));
            _ = text.Append(change.NewText);
            at = change.Span.End;
        }

        return new TunedQuery(query, text.Append(query, at, query.Length - at).ToString(), placed.ToImmutable());
    }

    /// <summary>The change whose text a span of the tuned query lies in, and how far behind the beginning of that text; null for the rule's own text.</summary>
    public (OverlayChange Change, int Offset)? ChangeAt(TextSpan span)
    {
        foreach (var (change, start) in _placed)
        {
            if (span.Start >= start && span.Start < start + change.NewText.Length)
            {
                return (change, span.Start - start);
            }
        }

        return null;
    }

    /// <summary>The rule's query with this text; places in it lead to the file as far as the text is the file's.</summary>
    public KqlText Of(KqlText written) => written with
    {
        Text = Text,
        ToWritten = ToOriginal,
        PlaceOfAdded = span => ChangeAt(span) is var (change, offset) ? change.InFile(new TextSpan(offset, span.Length)) : null,
    };

    /// <summary>A span of the tuned query as one of the original; what was added stands for the place where it was.</summary>
    public TextSpan ToOriginal(TextSpan span) => TextSpan.FromBounds(ToOriginal(span.Start), ToOriginal(span.End));

    private int ToOriginal(int position)
    {
        var grown = 0;
        foreach (var (change, start) in _placed)
        {
            if (position < start)
            {
                break;
            }

            if (position < start + change.NewText.Length)
            {
                return change.Span.Start;
            }

            grown += change.NewText.Length - change.Span.Length;
        }

        return position - grown;
    }

    /// <summary>Where the text of a change begins in the tuned query.</summary>
    public int StartOf(OverlayChange change) => _placed.First(p => ReferenceEquals(p.Change, change)).Start;

    /// <summary>The query without the changes, made from the tuned text alone: what removing the overlay gives.</summary>
    public string Remove()
    {
        var text = new StringBuilder(Text);
        foreach (var (change, start) in _placed.Reverse())
        {
            _ = text.Remove(start, change.NewText.Length).Insert(start, Original.AsSpan(change.Span.Start, change.Span.Length));
        }

        return text.ToString();
    }
}
