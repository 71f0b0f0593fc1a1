using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Edits;

/// <summary>Edits inside a literal block scalar (<c>|</c>): whole lines and parts of lines; new lines get the block's indentation.</summary>
internal static class LiteralEdit
{
    public static TextEdit? TryEdit(SourceText source, YamlScalar scalar, TextSpan span, string text)
    {
        var value = scalar.Value;
        (span, text) = Settle(value, span, text);
        var after = string.Concat(value.AsSpan(0, span.Start), text, value.AsSpan(span.End));
        if (!KeepsItsFrame(source, scalar, value, after))
        {
            return null;
        }

        var indent = IndentOf(source, scalar);
        var start = scalar.Map.ToSource(span.Start);
        var end = span.Length == 0 ? start : scalar.Map.ToSource(span.End);
        var lines = text.Split('\n');
        var column = source.PositionOf(start).Column - 1;
        if (column < indent && (lines[0].Length > 0 || (lines.Length == 1 && !EndsLine(value, span.End))))
        {
            // A blank line need not have the block's indentation; a line with content does.
            lines[0] = new string(' ', indent - column) + lines[0];
        }

        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length > 0 || (i == lines.Length - 1 && !EndsLine(value, span.End)))
            {
                lines[i] = new string(' ', indent) + lines[i];
            }
        }

        return new TextEdit(TextSpan.FromBounds(start, end), string.Join(LineBreak(source, scalar), lines));
    }

    // Whole lines are taken with the break before them, not the one behind: the last break of a block belongs to its header's rules.
    private static (TextSpan Span, string Text) Settle(string value, TextSpan span, string text)
    {
        while (span.Length > 0 && text.Length > 0 && value[span.End - 1] == '\n' && text[^1] == '\n')
        {
            span = new TextSpan(span.Start, span.Length - 1);
            text = text[..^1];
        }

        var afterBreak = span.Start > 0 && value[span.Start - 1] == '\n';
        if (afterBreak && span.Length == 0 && text.EndsWith('\n'))
        {
            return (new TextSpan(span.Start - 1, 0), "\n" + text[..^1]);
        }

        return afterBreak && text.Length == 0 && span.Length > 0 && value[span.End - 1] == '\n'
            ? (new TextSpan(span.Start - 1, span.Length), text)
            : (span, text);
    }

    // The first line with content tells the parser the indentation, the number of breaks at the end is the header's business.
    private static bool KeepsItsFrame(SourceText source, YamlScalar scalar, string before, string after)
    {
        var first = after.AsSpan().TrimStart('\n');
        return before.AsSpan().TrimStart('\n').Length > 0
            && first.Length > 0
            && Breaks(before) == Breaks(after)
            && (first[0] is not (' ' or '\t') || (HasIndicator(source, scalar) && after[0] == first[0]))
            && first.IndexOf('\n') is var end && !(end < 0 ? first : first[..end]).IsWhiteSpace();
    }

    private static int Breaks(string value) => value.Length - value.AsSpan().TrimEnd('\n').Length;

    private static bool HasIndicator(SourceText source, YamlScalar scalar) =>
        source.Text.AsSpan(scalar.Span.Start, Math.Min(3, scalar.Span.Length)).IndexOfAnyInRange('1', '9') > 0;

    private static bool EndsLine(string value, int offset) => offset == value.Length || value[offset] == '\n';

    private static int IndentOf(SourceText source, YamlScalar scalar)
    {
        var content = scalar.Value.Length - scalar.Value.AsSpan().TrimStart('\n').Length;
        return source.PositionOf(scalar.Map.ToSource(content)).Column - 1;
    }

    private static string LineBreak(SourceText source, YamlScalar scalar)
    {
        var end = source.EndOfLine(source.PositionOf(scalar.Span.Start).Line);
        return source.Text.AsSpan(end).StartsWith("\r\n") ? "\r\n" : source.Text[end] == '\r' ? "\r" : "\n";
    }
}
