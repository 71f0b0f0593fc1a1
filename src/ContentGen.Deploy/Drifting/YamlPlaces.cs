using System.Text.Json.Nodes;
using ContentGen.Core.Edits;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Deploy.Drifting;

/// <summary>Where entries and items of a file begin and end, and the edits that add and remove them, in block and in flow style.</summary>
internal sealed class YamlPlaces(SourceText source)
{
    private string NewLine { get; } = source.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    /// <summary>Adds a key behind the last one.</summary>
    public TextEdit? Insert(YamlMapping mapping, string property, JsonNode value)
    {
        if (mapping.Entries.IsEmpty)
        {
            return null;
        }

        var last = mapping.Entries[^1];
        if (IsFlow(mapping))
        {
            return InsertAt(EndOf(last.Value), $", {RuleKey.Of(property).Name}: {YamlWriting.Flow(property, value)}");
        }

        var indent = ColumnOf(mapping.Entries[0].Key.Span.Start);
        var lines = YamlWriting.Entry(property, value, indent);
        // The file's own keys come last of all, behind its closing comments.
        return indent == 0 && mapping.Entries[0].Key.Span.Start <= source.Text.Length ? LinesAt(source.Text.Length, lines) : LinesBehind(last.Value, lines);
    }

    public TextEdit? Append(YamlSequence list, string property, JsonNode value)
    {
        if (list.Items.IsEmpty)
        {
            return null;
        }

        return IsFlow(list) ? InsertAt(EndOf(list.Items[^1]), $", {YamlWriting.Flow(property, value)}")
            : DashOf(list.Items[0]) is { } dash ? LinesBehind(list.Items[^1], YamlWriting.Item(property, value, ColumnOf(dash)))
            : null;
    }

    /// <summary>Takes a key away; the last one of its mapping stays.</summary>
    public TextEdit? Remove(YamlMapping mapping, YamlEntry entry)
    {
        var index = mapping.Entries.IndexOf(entry);
        return mapping.Entries.Length == 1 ? null
            : IsFlow(mapping) ? Between(index, mapping.Entries.Length, i => mapping.Entries[i].Key.Span.Start, i => EndOf(mapping.Entries[i].Value))
            : StartsItsLine(entry.Key.Span.Start) ? WholeLines(entry.Key.Span.Start, entry.Value)
            : null;
    }

    /// <summary>Takes an item away; the last one of its list stays.</summary>
    public TextEdit? Remove(YamlSequence list, YamlNode item)
    {
        var index = list.Items.IndexOf(item);
        return list.Items.Length == 1 ? null
            : IsFlow(list) ? Between(index, list.Items.Length, i => list.Items[i].Span.Start, i => EndOf(list.Items[i]))
            : DashOf(item) is { } dash && StartsItsLine(dash) ? WholeLines(dash, item)
            : null;
    }

    /// <summary>Another value in another style, where the scalar's own cannot hold it.</summary>
    public TextEdit? Rewrite(YamlScalar scalar, string text)
    {
        var line = source.PositionOf(scalar.Span.Start).Line;
        var isBlock = scalar.Style is YamlScalarStyle.Literal or YamlScalarStyle.Folded;
        var end = EndOf(scalar);
        if (!isBlock && (!text.Contains('\n', StringComparison.Ordinal) || source.Text[end..source.EndOfLine(source.PositionOf(end).Line)].Trim().Length > 0))
        {
            return new TextEdit(TextSpan.FromBounds(scalar.Span.Start, end), YamlText.Scalar(text));
        }

        var start = source.StartOfLine(line);
        var indent = source.Text.AsSpan(start).IndexOfAnyExcept(' ') + 2;
        return new TextEdit(TextSpan.FromBounds(scalar.Span.Start, end), string.Join(NewLine, YamlWriting.Block("", text, indent)));
    }

    private bool IsFlow(YamlNode node) => source.Text[node.Span.Start] is '{' or '[';

    private int ColumnOf(int offset) => source.PositionOf(offset).Column - 1;

    // The end of what the node says: not the line breaks behind a block of text.
    private int EndOf(YamlNode node)
    {
        var end = Math.Min(node.Span.End, source.Text.Length);
        while (end > node.Span.Start && source.Text[end - 1] is '\n' or '\r' or ' ' or '\t')
        {
            end--;
        }

        // The parser lets a flow collection end before its bracket.
        var close = source.Text[node.Span.Start] switch { '{' => '}', '[' => ']', _ => '\0' };
        var next = source.Text.AsSpan(end).IndexOfAnyExcept(" \t\r\n") + end;
        return node is not YamlScalar && close != '\0' && source.Text[end - 1] != close && next >= end && source.Text[next] == close ? next + 1 : end;
    }

    private bool StartsItsLine(int offset) => source.Text.AsSpan(source.StartOfLine(source.PositionOf(offset).Line)..offset).IsWhiteSpace();

    // The dash of an item stands on its first line, or nobody knows what else is there.
    private int? DashOf(YamlNode item)
    {
        var start = source.StartOfLine(source.PositionOf(item.Span.Start).Line);
        var before = source.Text.AsSpan(start..item.Span.Start).TrimEnd();
        return before.EndsWith("-") ? start + before.Length - 1 : null;
    }

    private static TextEdit InsertAt(int offset, string text) => new(new TextSpan(offset, 0), text);

    // From the end of the one before to this one's end; the first one goes up to the next.
    private static TextEdit Between(int index, int count, Func<int, int> start, Func<int, int> end) =>
        new(index > 0 ? TextSpan.FromBounds(end(index - 1), end(index)) : TextSpan.FromBounds(start(0), count > 1 ? start(1) : end(0)), "");

    private TextEdit WholeLines(int from, YamlNode last)
    {
        var end = source.PositionOf(EndOf(last)).Line;
        return new TextEdit(TextSpan.FromBounds(source.StartOfLine(source.PositionOf(from).Line), end < source.LineCount ? source.StartOfLine(end + 1) : source.Text.Length), "");
    }

    private TextEdit LinesBehind(YamlNode node, IEnumerable<string> lines)
    {
        var line = source.PositionOf(EndOf(node)).Line;
        return LinesAt(line < source.LineCount ? source.StartOfLine(line + 1) : source.Text.Length, lines);
    }

    private TextEdit LinesAt(int offset, IEnumerable<string> lines) =>
        InsertAt(offset, (offset > 0 && source.Text[offset - 1] is not ('\n' or '\r') ? NewLine : "") + string.Concat(lines.Select(l => l + NewLine)));
}
