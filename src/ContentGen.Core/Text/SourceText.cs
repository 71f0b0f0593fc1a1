namespace ContentGen.Core.Text;

/// <summary>
/// The text of one file as it is on disk, less a byte order mark. Line breaks are <c>\n</c>, <c>\r\n</c> and a lone <c>\r</c>,
/// as YAML 1.2 counts them.
/// </summary>
public sealed class SourceText
{
    private int[]? _lineStarts;

    public SourceText(string path, string text)
    {
        Path = path;
        Text = text;
    }

    /// <summary>The path that diagnostics show: relative to where the program runs when the file lies below it, with '/'.</summary>
    public string Path { get; }

    public string Text { get; }

    /// <summary>True when the file begins with a byte order mark, which the text does not have.</summary>
    public bool HasByteOrderMark { get; init; }

    public int LineCount => LineStarts.Length;

    /// <summary>Line and column of an offset; an offset past the end is the end.</summary>
    public LinePosition PositionOf(int offset)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        var index = Array.BinarySearch(LineStarts, offset);
        var line = index >= 0 ? index : ~index - 1;
        return new LinePosition(line + 1, offset - LineStarts[line] + 1);
    }

    /// <summary>Offset of the first character of a line, counted from 1; a line past the end starts at the end.</summary>
    public int StartOfLine(int line) =>
        line <= 1 ? 0 : line > LineCount ? Text.Length : LineStarts[line - 1];

    /// <summary>Offset just behind a line's last character, its line break not counted.</summary>
    public int EndOfLine(int line)
    {
        var end = line >= LineCount ? Text.Length : LineStarts[line];
        while (end > StartOfLine(line) && Text[end - 1] is '\r' or '\n')
        {
            end--;
        }

        return end;
    }

    // Thousands of files are read of which few need it; whoever comes second computes the same.
    private int[] LineStarts => _lineStarts ??= FindLineStarts(Text);

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        return [.. starts];
    }
}
