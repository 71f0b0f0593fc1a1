using ContentGen.Core.Text;

namespace ContentGen.Core.Yaml;

/// <summary>
/// Block scalars, line by line. The indentation is not computed from the header (an indicator such as |2 counts from the parent,
/// which a scalar does not know) but read off the first line that has content: what the file has more than the value.
/// </summary>
internal static class BlockScalarWalk
{
    /// <summary>Literal: each line of the value is one line of the file.</summary>
    public static List<(int Value, int Source)>? Literal(SourceText source, TextSpan span, string value)
    {
        var runs = new List<(int, int)>();
        var line = source.PositionOf(span.Start).Line;
        var indent = -1;
        for (var start = 0; start < value.Length;)
        {
            line++;
            var end = value.IndexOf('\n', start);
            end = end < 0 ? value.Length : end;
            var content = value.AsSpan(start, end - start);
            var lineStart = source.StartOfLine(line);
            var lineText = source.Text.AsSpan(lineStart, source.EndOfLine(line) - lineStart);
            if (content.Length == 0)
            {
                runs.Add((start, lineStart + Math.Min(Math.Max(indent, 0), lineText.Length)));
            }
            else
            {
                indent = indent >= 0 ? indent : lineText.Length - content.Length;
                if (indent < 0 || lineText.Length != indent + content.Length || !lineText[indent..].SequenceEqual(content))
                {
                    return null;
                }

                runs.Add((start, lineStart + indent));
            }

            start = end + 1;
        }

        return runs;
    }

    /// <summary>Folded: line breaks become blanks, so each line of the file is looked for behind the one before.</summary>
    public static List<(int Value, int Source)>? Folded(SourceText source, TextSpan span, string value)
    {
        var runs = new List<(int, int)>();
        var last = source.PositionOf(Math.Max(span.Start, span.End - 1)).Line;
        var indent = -1;
        var at = 0;
        for (var line = source.PositionOf(span.Start).Line + 1; line <= last && at < value.Length; line++)
        {
            var lineStart = source.StartOfLine(line);
            var text = source.Text.AsSpan(lineStart, source.EndOfLine(line) - lineStart);
            if (text.Trim(' ').Length == 0)
            {
                continue;
            }

            if (indent < 0)
            {
                indent = text.Length - text.TrimStart(' ').Length - LeadingBlanks(value);
                if (indent < 0)
                {
                    return null;
                }
            }

            var content = text[Math.Min(indent, text.Length)..];
            var gap = value.AsSpan(at).IndexOf(content);
            if (gap < 0 || value.AsSpan(at, gap).Trim(" \n").Length > 0)
            {
                return null;
            }

            // The blank or the breaks between two lines stand for the end of the line before.
            if (gap > 0 && runs.Count > 0)
            {
                runs.Add((at, source.EndOfLine(line - 1)));
            }

            at += gap;
            runs.Add((at, lineStart + indent));
            at += content.Length;
        }

        return value.AsSpan(Math.Min(at, value.Length)).Trim(" \n").Length == 0 ? runs : null;
    }

    private static int LeadingBlanks(string value)
    {
        var content = value.AsSpan().TrimStart('\n');
        return content.Length - content.TrimStart(' ').Length;
    }
}
