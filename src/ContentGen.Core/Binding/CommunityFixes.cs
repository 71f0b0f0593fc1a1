using ContentGen.Core.Edits;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Binding;

/// <summary>Fixes of forms that the community writes and this format reads: afterwards the file says what was read. Null where that takes a person.</summary>
internal static class CommunityFixes
{
    public static CodeFix? Key(YamlScalar key, string name) => CodeFix.Of($"write '{name}'", key.Replace(name));

    public static CodeFix? Word(YamlScalar scalar, string word) => CodeFix.Of($"write '{word}'", scalar.Replace(word));

    /// <summary>Brackets: they are right in block and in flow context, and a comment behind the value stays where it is.</summary>
    public static CodeFix? List(SourceText source, YamlScalar scalar)
    {
        var written = source.Text.AsSpan(scalar.Span.Start, scalar.Span.Length);
        var block = scalar.Style is YamlScalarStyle.Literal or YamlScalarStyle.Folded;
        var separates = scalar.Style == YamlScalarStyle.Plain && (written.ContainsAny(",[]{}") || written[0] is '-' or '?' or ':');
        return block || separates || written.ContainsAny('\r', '\n') ? null : Bracket(scalar);
    }

    /// <summary>A dash before the first key, and two more blanks before every line behind it.</summary>
    public static CodeFix? List(SourceText source, YamlMapping mapping)
    {
        var (first, last) = (source.PositionOf(mapping.Span.Start), source.PositionOf(Math.Max(mapping.Span.Start, mapping.Span.End - 1)).Line);
        if (source.Text[mapping.Span.Start] == '{')
        {
            return first.Line == last ? Bracket(mapping) : null;
        }

        var edits = new List<TextEdit?> { new(new TextSpan(mapping.Span.Start, 0), "- ") };
        for (var line = first.Line + 1; line <= last; line++)
        {
            if (source.EndOfLine(line) > source.StartOfLine(line))
            {
                edits.Add(new TextEdit(new TextSpan(source.StartOfLine(line), 0), "  "));
            }
        }

        // Something else before the first key, such as the dash of a list above, would not move along.
        var indentation = source.Text.AsSpan(source.StartOfLine(first.Line), first.Column - 1);
        return indentation.ContainsAnyExcept(' ') ? null : CodeFix.Of("write a list of one mapping", isSuggestion: false, [.. edits]);
    }

    /// <summary>Both quotes go, and the blanks between them and the text, which are not read either.</summary>
    public static CodeFix? Unquote(YamlScalar scalar)
    {
        var value = scalar.Value;
        var text = value.AsSpan().Trim();
        var inner = text[1..^1].Trim();

        // A second pair would be read as quotes once the first is gone; a text of nothing but quotes has no content to keep.
        if (inner.IsEmpty || (inner.Length > 1 && inner[0] is '\'' or '"' && inner[0] == inner[^1]))
        {
            return null;
        }

        var start = value.AsSpan().IndexOf(text) + 1;
        var first = start + text[1..^1].IndexOf(inner);
        return CodeFix.Of(
            "leave out the quotes", isSuggestion: false,
            scalar.Edit(TextSpan.FromBounds(0, first), ""), scalar.Edit(TextSpan.FromBounds(first + inner.Length, value.AsSpan().TrimEnd().Length), ""));
    }

    /// <summary>Items of their own, where the text is one: below each other with the same dash.</summary>
    public static CodeFix? Items(SourceText source, YamlScalar scalar, IReadOnlyList<string> values)
    {
        var start = source.PositionOf(scalar.Span.Start);
        var before = source.Text[source.StartOfLine(start.Line)..scalar.Span.Start];
        if (before.TrimStart(' ') is not ['-', ..] dash || !dash.AsSpan(1).Trim(' ').IsEmpty || start.Line != source.PositionOf(scalar.Span.End).Line)
        {
            return null;
        }

        var end = source.EndOfLine(start.Line);
        var lineBreak = source.Text.AsSpan(end).StartsWith("\r\n") ? "\r\n" : "\n";
        return CodeFix.Of("write one item for each", new TextEdit(scalar.Span, string.Join(lineBreak + before, values)));
    }

    private static CodeFix? Bracket(YamlNode node) => CodeFix.Of(
        "write a list of one", isSuggestion: false, new TextEdit(new TextSpan(node.Span.Start, 0), "["), new TextEdit(new TextSpan(node.Span.End, 0), "]"));
}
