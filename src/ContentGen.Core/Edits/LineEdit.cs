using System.Buffers;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Edits;

/// <summary>Edits inside one line of the file: plain, quoted and folded scalars. Their line breaks are folds, which stay as they are.</summary>
internal static class LineEdit
{
    private static readonly SearchValues<char> Separators = SearchValues.Create("\n\t,[]{}");

    public static TextEdit? TryEdit(SourceText source, YamlScalar scalar, TextSpan span, string text)
    {
        var start = scalar.Map.ToSource(span.Start);
        var end = span.Length == 0 ? start : scalar.Map.ToSource(span.End);
        if (Encode(scalar, span, text) is not { } written || end < start || source.Text.AsSpan(start, end - start).ContainsAny('\r', '\n'))
        {
            return null;
        }

        // Blanks at the ends of a line are folded away, and a folded line that starts with one is no longer folded.
        var (first, last) = Ends(source, scalar, start, end);
        var line = string.Concat(first, written, last);
        var keepsLine = line.Length > 0 && line[0] is not (' ' or '\t') && line[^1] is not (' ' or '\t');
        var oneLine = source.PositionOf(scalar.Span.Start).Line == source.PositionOf(scalar.Span.End).Line;
        var quoted = scalar.Style is YamlScalarStyle.SingleQuoted or YamlScalarStyle.DoubleQuoted;
        var leadsWithBlank = scalar.Style == YamlScalarStyle.Folded && first.Length == 0 && char.IsWhiteSpace(source.Text[start]);
        return (keepsLine && !leadsWithBlank) || (oneLine && quoted) ? new TextEdit(TextSpan.FromBounds(start, end), written) : null;
    }

    private static string? Encode(YamlScalar scalar, TextSpan span, string text) => scalar.Style switch
    {
        YamlScalarStyle.SingleQuoted => text.Contains('\n', StringComparison.Ordinal) ? null : text.Replace("'", "''", StringComparison.Ordinal),
        YamlScalarStyle.DoubleQuoted => YamlText.Escape(text),
        YamlScalarStyle.Plain => IsPlain(scalar.Value, span, text) ? text : null,
        _ => text.Contains('\n', StringComparison.Ordinal) || span.End > scalar.Value.AsSpan().TrimEnd('\n').Length ? null : text,
    };

    // What stands before and behind the edit on its line, within the scalar.
    private static (string First, string Last) Ends(SourceText source, YamlScalar scalar, int start, int end)
    {
        var line = source.PositionOf(start).Line;
        var open = scalar.Style is YamlScalarStyle.SingleQuoted or YamlScalarStyle.DoubleQuoted ? 1 : 0;
        var from = Math.Max(scalar.Span.Start + open, source.StartOfLine(line));
        var to = Math.Min(scalar.Span.End - open, source.EndOfLine(line));
        var first = source.Text[from..Math.Max(from, start)];

        // The indentation of a continued line is no part of the value.
        return (from > scalar.Span.Start + open ? first.TrimStart(' ', '\t') : first, source.Text[Math.Min(end, to)..to]);
    }

    // Narrower than YAML: what is plain here is plain in any context, also between brackets.
    private static bool IsPlain(string value, TextSpan span, string text)
    {
        var after = string.Concat(value.AsSpan(0, span.Start), text, value.AsSpan(span.End));
        return after.Length > 0
            && !text.AsSpan().ContainsAny(Separators)
            && !after.Contains(": ", StringComparison.Ordinal) && !after.EndsWith(':') && !after.Contains(" #", StringComparison.Ordinal)
            && (span.Start > 0 || char.IsLetterOrDigit(after[0]) || after[0] == '_');
    }
}
