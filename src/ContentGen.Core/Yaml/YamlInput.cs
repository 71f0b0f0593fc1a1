using System.Text;
using System.Text.RegularExpressions;
using ContentGen.Core.Text;

namespace ContentGen.Core.Yaml;

/// <summary>
/// A part of a file as the YAML parser is given it, and the way back from its offsets to the file's. The two differ where blanks had to be
/// taken out: see <see cref="WithoutLeadingBlanks"/>.
/// </summary>
internal sealed partial class YamlInput
{
    private readonly bool _hides;
    private readonly int _start;
    private readonly int _sourceLength;
    private readonly (int At, int Length, bool TooDeep)[] _removed;

    private YamlInput(string text, int start, int sourceLength, IEnumerable<(int At, int Length, bool TooDeep)> removed, bool hides)
    {
        _hides = hides;
        Text = text;
        _start = start;
        _sourceLength = sourceLength;
        _removed = [.. removed];
    }

    public string Text { get; }

    /// <summary>The lines that YAML forbids, as spans of the file.</summary>
    public IEnumerable<TextSpan> DeepBlankLines
    {
        get
        {
            var before = 0;
            foreach (var (at, length, tooDeep) in _removed)
            {
                if (tooDeep)
                {
                    yield return new TextSpan(_start + at + before, length);
                }

                before += length;
            }
        }
    }

    public static YamlInput Of(SourceText source, TextSpan part)
    {
        var text = source.Text.Substring(part.Start, part.Length);

        // A file that has the stand-ins itself keeps them: nothing is hidden from the parser then.
        var hides = text.AsSpan().ContainsAny(Hidden) && !text.AsSpan().ContainsAny(Stand);
        return new YamlInput(hides ? Replace(text, Hidden, Stand) : text, part.Start, part.Length, [], hides);
    }

    /// <summary>A value that the parser returned, with the characters that were hidden from it.</summary>
    public string Reveal(string value) => _hides && value.AsSpan().ContainsAny(Stand) ? Replace(value, Stand, Hidden) : value;

    // YAML 1.1 broke lines at these three, YAML 1.2 does not, and this parser still does. Noncharacters of Unicode stand for them meanwhile.
    private const string Hidden = "\u0085\u2028\u2029";
    private const string Stand = "\uFDD0\uFDD1\uFDD2";

    private static string Replace(string text, string from, string to) =>
        string.Create(text.Length, (text, from, to), static (span, state) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                var index = state.from.IndexOf(state.text[i], StringComparison.Ordinal);
                span[i] = index < 0 ? state.text[i] : state.to[index];
            }
        });

    /// <summary>
    /// The same without the blanks of empty lines at the start of block scalars. YAML forbids such a line when it is indented more deeply
    /// than the text; this parser refuses some that are not, other parsers read them all. Null when there is nothing to take out.
    /// </summary>
    public YamlInput? WithoutLeadingBlanks()
    {
        var text = new StringBuilder(Text.Length);
        var removed = new List<(int, int, bool)>();
        var copied = 0;
        foreach (Match block in BlockStart().Matches(Text))
        {
            var indent = block.Groups["indent"].Length;
            foreach (Capture blank in block.Groups["blank"].Captures)
            {
                if (blank.Length > 0)
                {
                    text.Append(Text, copied, blank.Index - copied);
                    removed.Add((text.Length, blank.Length, blank.Length > indent));
                    copied = blank.Index + blank.Length;
                }
            }
        }

        return removed.Count == 0 ? null : new YamlInput(text.Append(Text, copied, Text.Length - copied).ToString(), _start, _sourceLength, removed, _hides);
    }

    /// <summary>The offset in the file of an offset in <see cref="Text"/>.</summary>
    public int ToSource(long offset)
    {
        var at = (int)Math.Clamp(offset, 0, Text.Length);
        var before = 0;
        foreach (var (place, length, _) in _removed)
        {
            if (place > at)
            {
                break;
            }

            before += length;
        }

        return _start + Math.Min(at + before, _sourceLength);
    }

    // A header, the blank lines behind it, and the indentation of the first line that has content.
    [GeneratedRegex(@"[:\-][ ]+[|>][0-9+\-]*[ ]*(?:[ ]#[^\r\n]*)?\r?\n(?:(?<blank>[ ]*)\r?\n)+(?<indent>[ ]*)(?=[^ \r\n])", RegexOptions.CultureInvariant)]
    private static partial Regex BlockStart();
}
