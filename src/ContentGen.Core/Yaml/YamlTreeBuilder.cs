using System.Collections.Immutable;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ContentGen.Core.Yaml;

/// <summary>
/// Builds the tree from YamlDotNet's event parser, over a part of a file. What the format does not have (anchors, tags, merge keys,
/// further documents) is reported where it stands and left out.
/// </summary>
internal sealed class YamlTreeBuilder(SourceText source, YamlInput input, DiagnosticBag diagnostics)
{
    private Parser _parser = null!;
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private int _nodes;

    /// <summary>True when a limit ended the reading: there is no tree and more was not looked at.</summary>
    public bool Stopped { get; private set; }

    public YamlNode? Build(out YamlSyntaxError? error)
    {
        error = null;
        try
        {
            using var text = new StringReader(input.Text);
            _parser = new Parser(text);
            while (Next())
            {
                switch (_parser.Current)
                {
                    case StreamStart or DocumentStart:
                        continue;
                    case StreamEnd or DocumentEnd or null:
                        return null;
                    default:
                        var root = Node(0);
                        AfterRoot();
                        return Stopped ? null : root;
                }
            }
        }
        catch (YamlException e)
        {
            var start = input.ToSource(e.Start.Index);
            error = new YamlSyntaxError(new TextSpan(start, Math.Clamp(input.ToSource(e.End.Index) - start, 0, 200)), Reason(e), e.Start.Index > 0);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            // Known of this parser: some malformed flow collections end in an exception without a place.
            error = new YamlSyntaxError(new TextSpan(input.ToSource(0), 0), "a list or mapping is not closed, or a separator is missing", HasPlace: false);
        }

        return null;
    }

    private void AfterRoot()
    {
        while (Next())
        {
            if (_parser.Current is DocumentStart { } second)
            {
                diagnostics.Add(YamlDescriptors.SecondDocument, SpanOf(second));
                return;
            }
        }
    }

    private YamlNode Node(int depth)
    {
        var current = _parser.Current!;
        if (++_nodes > YamlLimits.Nodes)
        {
            diagnostics.Add(YamlDescriptors.TooManyNodes, SpanOf(current), YamlLimits.Nodes);
            return Stop(current);
        }

        if (depth >= YamlLimits.Depth && current is MappingStart or SequenceStart)
        {
            diagnostics.Add(YamlDescriptors.TooDeep, SpanOf(current), YamlLimits.Depth);
            return Stop(current);
        }

        if (current is NodeEvent node)
        {
            CheckProperties(node);
        }

        switch (current)
        {
            case Scalar scalar:
                return new YamlScalar(source, SpanOf(scalar), input.Reveal(scalar.Value), StyleOf(scalar.Style));
            case SequenceStart or MappingStart:
                return Within((NodeEvent)current, depth);
            case AnchorAlias alias:
                // A node that stands for itself is one fault, told at its anchor.
                if (!_open.Contains(alias.Value.Value))
                {
                    diagnostics.Add(YamlDescriptors.Anchor, SpanOf(alias));
                }

                return new YamlBroken(SpanOf(alias));
            default:
                return new YamlBroken(SpanOf(current));
        }
    }

    private YamlNode Within(NodeEvent start, int depth)
    {
        var isFirst = !start.Anchor.IsEmpty && _open.Add(start.Anchor.Value);
        YamlNode node = start is SequenceStart list ? Sequence(list, depth) : Mapping((MappingStart)start, depth);
        if (isFirst)
        {
            _ = _open.Remove(start.Anchor.Value);
        }

        return node;
    }

    private bool Next() => !Stopped && _parser.MoveNext();

    private YamlBroken Stop(ParsingEvent at)
    {
        Stopped = true;
        return new YamlBroken(SpanOf(at));
    }

    private void CheckProperties(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
        {
            diagnostics.Add(YamlDescriptors.Anchor, SpanOf(node));
        }

        // A quoted scalar carries the non-specific tag "!" by itself.
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
        {
            diagnostics.Add(YamlDescriptors.Tag, SpanOf(node), node.Tag.Value);
        }
    }

    private YamlSequence Sequence(SequenceStart start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (Next() && _parser.Current is not SequenceEnd)
        {
            items.Add(Node(depth + 1));
        }

        return new YamlSequence(Enclose(start, items.Count > 0 ? items[^1] : null, start.Style == SequenceStyle.Flow), items.ToImmutable());
    }

    private YamlMapping Mapping(MappingStart start, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var seen = new SeenKeys();
        while (Next() && _parser.Current is not MappingEnd)
        {
            var key = Node(depth + 1);
            var value = Next() ? Node(depth + 1) : new YamlBroken(key.Span);
            if (Stopped)
            {
                break;
            }

            if (key is not YamlScalar text)
            {
                diagnostics.Add(YamlDescriptors.ComplexKey, key.Span);
            }
            else if (text is { Value: "<<", Style: YamlScalarStyle.Plain })
            {
                diagnostics.Add(YamlDescriptors.MergeKey, text.Span);
            }
            else if (seen.Add(text) is { } first)
            {
                diagnostics.Add(YamlDescriptors.DuplicateKey, text.Span, text.Value, source.PositionOf(first.Span.Start).Line);
            }
            else
            {
                entries.Add(new YamlEntry(text, value));
            }
        }

        return new YamlMapping(Enclose(start, entries.Count > 0 ? entries[^1].Value : null, start.Style == MappingStyle.Flow), entries.ToImmutable());
    }

    // A block collection has no end of its own in the event stream: it ends with its last value.
    private TextSpan Enclose(ParsingEvent start, YamlNode? last, bool flow)
    {
        var begin = SpanOf(start).Start;
        return flow && _parser.Current is { } end
            ? TextSpan.FromBounds(begin, SpanOf(end).End)
            : TextSpan.FromBounds(begin, last?.Span.End ?? SpanOf(start).End);
    }

    private TextSpan SpanOf(ParsingEvent e) => TextSpan.FromBounds(input.ToSource(e.Start.Index), input.ToSource(e.End.Index));


    private static YamlScalarStyle StyleOf(ScalarStyle style) => style switch
    {
        ScalarStyle.SingleQuoted => YamlScalarStyle.SingleQuoted,
        ScalarStyle.DoubleQuoted => YamlScalarStyle.DoubleQuoted,
        ScalarStyle.Literal => YamlScalarStyle.Literal,
        ScalarStyle.Folded => YamlScalarStyle.Folded,
        _ => YamlScalarStyle.Plain,
    };

    // The parser's words without its own line and column, which count in the part that it was given.
    private static string Reason(YamlException e)
    {
        var message = (e.InnerException ?? e).Message;
        var at = message.LastIndexOf("): ", StringComparison.Ordinal);
        message = message.StartsWith('(') && at >= 0 ? message[(at + 3)..] : message;
        return message.TrimEnd('.', ' ');
    }

}
