using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Formatting;

/// <summary>
/// Puts a rule's keys into their order. Whole lines move, with the comments above a key; not a character inside of them changes. The head
/// of the file (what stands before the first key) and its foot (comments behind the last value) stay where they are.
/// </summary>
public static class RuleFormatter
{
    public static FormattedRule Format(SourceText source)
    {
        if (Read(source) is not { Entries.IsEmpty: false } root)
        {
            return new FormattedRule(source.Text, "it cannot be read whole");
        }

        var starts = root.Entries.Select(e => source.PositionOf(e.Key.Span.Start)).ToList();
        if (source.Text[root.Span.Start] == '{' || starts.Exists(s => s.Column != 1))
        {
            return new FormattedRule(source.Text, "its keys do not start at the first column");
        }

        // A key's lines: from the comments right above it to those of the next key. Indented ones belong to the value above.
        var lines = starts.Select(s => s.Line).ToList();
        var froms = lines.Select((line, i) => i == 0 ? line : CommentsAbove(source, line, lines[i - 1])).ToList();
        var foot = CommentsAbove(source, EndLine(source), lines[^1]);
        froms.Add(foot);
        var parts = root.Entries.Select((e, i) => (Place: KeyOrder.Of(e.Key.Value), Text: Lines(source, froms[i], froms[i + 1]))).ToList();
        var ordered = parts.OrderBy(p => p.Place).Select(p => p.Text).ToList();
        if (ordered.SequenceEqual(parts.Select(p => p.Text)))
        {
            return new FormattedRule(source.Text, null);
        }

        var text = Lines(source, 1, froms[0]) + Join(ordered, LineBreak(source)) + Lines(source, foot, source.LineCount + 1);
        return Same(root, Read(new SourceText(source.Path, text)))
            ? new FormattedRule(text, null)
            : new FormattedRule(source.Text, "moving its keys would change a value");
    }

    // The reader's own findings are about what it could not take as written.
    private static YamlMapping? Read(SourceText source)
    {
        var diagnostics = new DiagnosticBag(source);
        var root = YamlReader.Read(source, diagnostics);
        return diagnostics.HasReadingErrors ? null : root;
    }

    private static int CommentsAbove(SourceText source, int line, int floor)
    {
        while (line - 1 > floor && source.StartOfLine(line - 1) is var start && start < source.EndOfLine(line - 1) && source.Text[start] == '#')
        {
            line--;
        }

        return line;
    }

    // The line behind the last one that has characters.
    private static int EndLine(SourceText source) => source.StartOfLine(source.LineCount) == source.Text.Length ? source.LineCount : source.LineCount + 1;

    private static string Lines(SourceText source, int from, int to) =>
        source.Text[source.StartOfLine(from)..(to > source.LineCount ? source.Text.Length : source.StartOfLine(to))];

    // The part that was last may lack its line break.
    private static string Join(List<string> parts, string lineBreak) =>
        string.Concat(parts.Select((p, i) => i == parts.Count - 1 || p.EndsWith('\n') || p.EndsWith('\r') ? p : p + lineBreak));

    private static string LineBreak(SourceText source)
    {
        var end = source.EndOfLine(1);
        return source.Text.AsSpan(end).StartsWith("\r\n") ? "\r\n" : source.Text.AsSpan(end).StartsWith("\r") ? "\r" : "\n";
    }

    private static bool Same(YamlMapping before, YamlMapping? after) =>
        after is not null && before.Entries.Length == after.Entries.Length && before.Entries.All(e => after.Find(e.Key.Value) is { } other && Same(e.Value, other.Value));

    private static bool Same(YamlNode x, YamlNode y) => (x, y) switch
    {
        (YamlScalar a, YamlScalar b) => a.Value == b.Value && a.Style == b.Style,
        (YamlSequence a, YamlSequence b) => a.Items.Length == b.Items.Length && a.Items.Zip(b.Items).All(p => Same(p.First, p.Second)),
        (YamlMapping a, YamlMapping b) => a.Entries.Length == b.Entries.Length && a.Entries.Zip(b.Entries).All(p => p.First.Key.Value == p.Second.Key.Value && Same(p.First.Value, p.Second.Value)),
        _ => false,
    };
}
