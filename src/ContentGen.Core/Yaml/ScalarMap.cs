using ContentGen.Core.Text;

namespace ContentGen.Core.Yaml;

/// <summary>
/// Carries offsets of a scalar's value to offsets of the file. The value is YamlDotNet's; the map walks the file beside it
/// (indentation, folding, escapes, CRLF) and is <see cref="IsExact"/> only when the walk spelt out the same value.
/// </summary>
public sealed class ScalarMap
{
    private readonly int[] _values;
    private readonly int[] _sources;
    private readonly int _end;

    internal ScalarMap(IReadOnlyList<(int Value, int Source)> runs, int end, bool exact)
    {
        _values = [.. runs.Select(r => r.Value)];
        _sources = [.. runs.Select(r => r.Source)];
        _end = end;
        IsExact = exact;
    }

    /// <summary>False when the walk and the parser disagree: then every offset leads to the scalar's start.</summary>
    public bool IsExact { get; }

    /// <summary>The offset in the file of the character at an offset of the value.</summary>
    public int ToSource(int offset)
    {
        if (_values.Length == 0)
        {
            return _end;
        }

        var index = Array.BinarySearch(_values, offset);
        index = index >= 0 ? index : Math.Max(0, ~index - 1);
        var next = index + 1 < _sources.Length ? _sources[index + 1] : _end;
        return Math.Min(_sources[index] + Math.Max(0, offset - _values[index]), Math.Max(next, _sources[index]));
    }

    /// <summary>A span of the value as a span of the file. An empty span stays empty.</summary>
    public TextSpan ToSource(TextSpan span)
    {
        var start = ToSource(span.Start);
        return span.Length == 0 ? new TextSpan(start, 0) : TextSpan.FromBounds(start, ToSource(span.End - 1) + 1);
    }

    internal static ScalarMap Create(SourceText source, TextSpan span, string value, YamlScalarStyle style)
    {
        var runs = style switch
        {
            YamlScalarStyle.Literal => BlockScalarWalk.Literal(source, span, value),
            YamlScalarStyle.Folded => BlockScalarWalk.Folded(source, span, value),
            _ => FlowScalarWalk.Walk(source.Text, span, value, style),
        };
        return runs is null
            ? new ScalarMap([(0, span.Start)], span.Start, exact: false)
            : new ScalarMap(runs, span.End, exact: true);
    }
}
